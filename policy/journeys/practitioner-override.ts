import type { Role } from '../access/routes.ts';
import { GATES, type GateCode } from './gate-codes.ts';

/** Who asks, by their roles of today, and whose client it is about. */
export type Asker = {
  roles: readonly Role[];
  staffId: string;
  /** The client's practitioner; null: they have none. */
  practitionerId: string | null;
};

/** Whose word counts as the practitioner's own that now would be all right (E10, E11): theirs, and the owner's. */
export function mayTick(asker: Asker): boolean {
  return asker.roles.includes('owner') || isTheirPractitioner(asker);
}

/**
 * Who may decide that a gate does not apply to one client for a while (§2.3). Where a client has no practitioner, the
 * owner decides for one: nothing can be done only by a role that is absent (S42).
 */
export function mayOverride(code: GateCode, asker: Asker): boolean {
  const allowed = GATES[code].mayOverride;
  if (asker.roles.some((role) => role !== 'practitioner' && allowed.includes(role))) return true;
  if (!allowed.includes('practitioner')) return false;
  return isTheirPractitioner(asker) || (asker.practitionerId === null && asker.roles.includes('owner'));
}

/** The same in words, for whoever may not. */
export function whoMayOverride(code: GateCode): string {
  const { mayOverride: allowed } = GATES[code];
  return allowed.map((role) => (role === 'practitioner' ? "the client's own practitioner" : role)).join(', ');
}

function isTheirPractitioner({ roles, staffId, practitionerId }: Asker): boolean {
  return roles.includes('practitioner') && (practitionerId === null || practitionerId === staffId);
}
