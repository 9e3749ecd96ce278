import { Referral } from '../../entities/referral.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import type { LearnedFrom } from '../../policy/referrals/acknowledgement.ts';
import type { Tx } from '../transaction.ts';
import { identifyReferrer, type NamedReferrer } from './identify-referrer.ts';
import { lockKey } from '../locks/lock-key.ts';

const MOST_A_DAY = 5;

/**
 * Whom a public form or a mail means, as long as it is not too often: anybody may put anybody's address there, and nobody's
 * mailbox is to be filled with thanks. From the sixth in a day on, a name alone is kept, and a person looks.
 */
export async function limitThanks(
  tx: Tx,
  named: NamedReferrer,
  byName: { firstName: string },
  learnedFrom: LearnedFrom,
): Promise<NamedReferrer> {
  const { hash } = await identifyReferrer(tx, named, learnedFrom);
  await lockKey(tx, hash);
  const since = new Date(tx.now.getTime() - DAY_MS);
  const today = await tx.em.count(Referral, {
    referrerHash: hash,
    via: { $in: ['form', 'email'] },
    recordedAt: { $gt: since },
  });
  return today < MOST_A_DAY ? named : byName;
}
