import { Staff } from '../entities/staff.ts';
import type { Fact } from './fact.ts';
import { wrongFields } from './refusal.ts';

/** The member of staff that `practitionerId` names; an id that is nobody's is a wrong field. */
export async function knownPractitioner(fact: Fact, id: string): Promise<Staff> {
  const staff = await fact.em.findOne(Staff, { id });
  if (!staff)
    throw wrongFields([{ path: 'practitionerId', message: 'There is nobody with this id among the staff.' }]);
  return staff;
}
