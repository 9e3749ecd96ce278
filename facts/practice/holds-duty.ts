import { Practice } from '../../entities/practice.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import type { Tx } from '../transaction.ts';
import { practiceToday } from './practice-today.ts';

/** Whether somebody has a duty: it is theirs, also while they are away, or falls to them today. */
export async function holdsDuty(
  tx: Tx,
  staffId: string,
  duty: keyof PracticePolicy['duties'],
): Promise<boolean> {
  const { policy } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  if (policy.duties[duty] === staffId) return true;
  return (await practiceToday(tx)).dutyHolder(duty)?.id === staffId;
}
