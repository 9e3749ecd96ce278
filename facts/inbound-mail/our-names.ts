import { Staff } from '../../entities/staff.ts';
import type { Tx } from '../transaction.ts';

/** First names of active staff: in an introduction of two people the other one is the referred person. */
export async function ourNames({ em }: Tx): Promise<string[]> {
  const staff = await em.find(Staff, { active: true }, { fields: ['name'] });
  return staff.map(({ name }) => name.trim().split(/\s+/)[0] ?? name);
}
