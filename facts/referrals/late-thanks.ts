import { Practice } from '../../entities/practice.ts';
import { ReferralEvent } from '../../entities/referral-event.ts';
import type { Referral } from '../../entities/referral.ts';
import { lateReason, type LateReason, type TimelineFact } from '../../policy/referrals/late-reason.ts';
import type { Tx } from '../transaction.ts';

/** Notes why a thanks went late, while what stood in the way can still be told (S37). */
export async function noteLateness(tx: Tx, referral: Referral): Promise<void> {
  const { dueAt, thankedAt } = referral;
  if (!dueAt || !thankedAt || thankedAt <= dueAt) return;
  const practice = await tx.em.findOneOrFail(Practice, tx.practiceId);
  await tx.em.flush();
  const timeline = await tx.em.find(ReferralEvent, { referralId: referral.id }, { orderBy: { id: 'asc' } });
  referral.lateReason = whyLate(referral, practice, timeline);
}

/** Why it is late, or was; null where it is not. */
export function whyLate(
  referral: Pick<Referral, 'dueAt' | 'recordedAt'>,
  { sending, sendingSince, createdAt }: Practice,
  timeline: readonly (Omit<TimelineFact, 'why'> & { why?: string | null | undefined })[],
): LateReason | null {
  if (!referral.dueAt) return null;
  return lateReason({
    dueAt: referral.dueAt,
    recordedAt: referral.recordedAt,
    liveSince: sending === 'live' ? (sendingSince ?? createdAt) : null,
    timeline: timeline.map(({ what, at, why }) => ({ what, at, why: why ?? null })),
  });
}
