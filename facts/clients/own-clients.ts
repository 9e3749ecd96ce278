import { Staff } from '../../entities/staff.ts';
import type { Tx } from '../transaction.ts';

/** The condition for a practitioner's own clients; a sole practitioner's include the unassigned ones. */
export async function ownClientsOf({ em }: Tx, practitionerId: string): Promise<Record<string, unknown>> {
  const staff = await em.find(Staff, { active: true });
  const isAlone = staff.filter(({ roles }) => roles.includes('practitioner')).length === 1;
  return isAlone ? { $or: [{ practitionerId }, { practitionerId: null }] } : { practitionerId };
}
