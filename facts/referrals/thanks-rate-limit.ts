import { Referral } from '../../entities/referral.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import type { LearnedFrom } from '../../policy/referrals/acknowledgement.ts';
import type { Tx } from '../transaction.ts';
import { identifyReferrer, type NamedReferrer } from './identify-referrer.ts';
import { lockKey } from '../locks/lock-key.ts';

const MOST_A_DAY = 5;

/**
 * Rate limit of thanks caused by public forms and e-mails: from the sixth of a referrer in a day on only the name is
 * recorded, and a person checks, because addresses can be forged.
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
