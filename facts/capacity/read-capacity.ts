import { statedCapacity, type StatedCapacity } from '../../entities/stated-capacity.ts';
import { practiceCapacity, type PracticeCapacity } from '../../policy/capacity/practice-capacity.ts';
import type { Tx } from '../transaction.ts';

/** What everybody said last of their places, expired or not, and what the practice says of it as a whole now. */
export type Capacity = StatedCapacity & { practice: PracticeCapacity };

export async function readCapacity({ em, practiceId, now }: Tx): Promise<Capacity> {
  const stated = await statedCapacity(em, practiceId);
  return { ...stated, practice: practiceCapacity(stated.statements, stated.practitionerIds, now) };
}

/** Whether the practice is full now, by a statement that still stands; decided as `practiceCapacity` does. */
export async function isFullNow(tx: Tx): Promise<boolean> {
  return (await readCapacity(tx)).practice.status === 'full';
}
