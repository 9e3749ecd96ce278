import { ContactCheck } from '../../entities/contact-check.ts';
import { reevaluateContactPath } from '../commitments/reevaluate-subjects.ts';
import type { Tx } from '../transaction.ts';

/** What fails is looked at again at once, because somebody may just have put it right. */
export async function askAgainWhatFails(tx: Tx): Promise<void> {
  const failing = await tx.em.find(ContactCheck, { failingSince: { $ne: null }, answerBy: null });
  for (const check of failing) check.askedAt = new Date(0);
  if (failing.length > 0) await reevaluateContactPath(tx);
}
