import { PromiseKept } from '../../entities/commitment.ts';
import { Referral } from '../../entities/referral.ts';
import type { Fact } from '../transaction.ts';
import { ring } from '../signal.ts';

/** The referrer's record changed: every thanks to them that is still open looks at it again. */
export async function ringOpenThanksOf(
  fact: Fact,
  referrer: { referrerClientId: string } | { referrerProfessionalId: string },
): Promise<void> {
  const open = await fact.em.find(Referral, { ...referrer, status: { $in: ['due', 'needs_person'] } });
  for (const { id } of open) ring(fact, 'referral', id);
}

/**
 * A setting of the practice changed: every open promise is due to be looked at now, and the due sweep rings them. A list
 * that comes on Fridays depends on no setting, and does not come earlier for it.
 */
export async function lookAgainEverywhere(fact: Fact): Promise<void> {
  await fact.em.nativeUpdate(
    PromiseKept,
    { practiceId: fact.practiceId, keptAt: null, kind: { $ne: 'fridayList' } },
    { dueAt: new Date(0), rungAt: null, rings: 0 },
  );
}
