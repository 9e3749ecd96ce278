import { Staff } from '../../entities/staff.ts';
import type { Tx } from '../transaction.ts';

/** A practitioner's own clients, as a condition; where they are the only practitioner, whoever was given to nobody is theirs. */
export async function ownClientsOf({ em }: Tx, practitionerId: string): Promise<Record<string, unknown>> {
  const staff = await em.find(Staff, { active: true });
  const isAlone = staff.filter(({ roles }) => roles.includes('practitioner')).length === 1;
  return isAlone ? { $or: [{ practitionerId }, { practitionerId: null }] } : { practitionerId };
}
