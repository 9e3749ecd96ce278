import { Commitment } from '../../entities/commitment.ts';
import { Referral } from '../../entities/referral.ts';
import type { Tx } from '../transaction.ts';
import { reevaluate } from '../signal.ts';

/** The referrer's record changed: every thanks to them that is still open looks at it again. */
export async function reevaluateThanksOf(
  tx: Tx,
  referrer: { referrerClientId: string } | { referrerProfessionalId: string },
): Promise<void> {
  const open = await tx.em.find(Referral, { ...referrer, status: { $in: ['due', 'needs_person'] } });
  for (const { id } of open) reevaluate(tx, 'referral', id);
}

/**
 * A setting of the practice changed: every open promise is due to be looked at now, and the due sweep rings them. A list
 * that comes on Fridays depends on no setting, and does not come earlier for it.
 */
export async function reevaluatePractice(tx: Tx): Promise<void> {
  await tx.em.nativeUpdate(
    Commitment,
    { practiceId: tx.practiceId, keptAt: null, kind: { $ne: 'fridayList' } },
    { dueAt: new Date(0), signaledAt: null, signalCount: 0 },
  );
}
