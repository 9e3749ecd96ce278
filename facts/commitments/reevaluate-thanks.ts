import { Referral } from '../../entities/referral.ts';
import type { Tx } from '../transaction.ts';
import { reevaluate } from '../signal.ts';

/** The referrer's record changed: every thanks to them that is still open is reevaluated. */
export async function reevaluateThanksOf(
  tx: Tx,
  referrer: { referrerClientId: string } | { referrerProfessionalId: string },
): Promise<void> {
  const open = await tx.em.find(Referral, { ...referrer, status: { $in: ['due', 'needs_person'] } });
  for (const { id } of open) reevaluate(tx, 'referral', id);
}

/**
 * A setting of the practice changed: every open commitment is due now, and the due sweep signals it. Friday lists depend
 * on no setting. Locks in the order of the key, as whoever opens two commitments does.
 */
export async function reevaluatePractice(tx: Tx): Promise<void> {
  await tx.em.execute(
    `update commitment set due_at = 'epoch', signaled_at = null, signal_count = 0
     where (kind, subject_id) in (select kind, subject_id from commitment
       where practice_id = ? and kept_at is null and kind <> 'fridayList' order by kind, subject_id for update)`,
    [tx.practiceId],
  );
}
