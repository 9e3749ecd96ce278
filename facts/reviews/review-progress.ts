import { Absence } from '../../entities/absence.ts';
import { Practice } from '../../entities/practice.ts';
import { Review } from '../../entities/review.ts';
import { Staff } from '../../entities/staff.ts';
import type { ReviewFacts } from '../../policy/reviews/review.ts';
import { holidaysOf, nextLookAt, reviewDueAt } from '../../policy/reviews/review-due.ts';
import { dayAfter } from '../../policy/reviews/review-period.ts';
import { awayDays } from '../practice/practice-today.ts';
import type { Tx } from '../transaction.ts';

/** How far a review has come; as long as it is not frozen, its moment follows the settings, the holidays and who is away. */
export async function readReviewProgress(tx: Tx, id: string): Promise<ReviewFacts | null> {
  const { em, practiceId, now } = tx;
  const review = await em.findOne(Review, { id });
  if (!review) return null;
  const practice = await em.findOneOrFail(Practice, practiceId);
  const { policy: settings, timezone: zone } = practice;
  return {
    dueAt: review.frozenAt ? review.dueAt : await dueAtOf(tx, practice, review),
    nextLookAt: nextLookAt(review.kind, review.period, { settings, zone, now }),
    frozenAt: review.frozenAt ?? null,
    toldAt: review.toldAt ?? null,
    remindedAt: review.remindedAt ?? null,
    escalatedAt: review.escalatedAt ?? null,
    heldAt: review.heldAt ?? null,
  };
}

/** When a review is due, with those who are away now and later. */
export async function dueAtOf(
  { em }: Tx,
  { policy, timezone: zone }: Pick<Practice, 'policy' | 'timezone'>,
  { kind, period }: Pick<Review, 'kind' | 'period'>,
): Promise<Date> {
  const staff = await em.find(Staff, { active: true });
  const away = await em.find(Absence, { to: { $gte: dayAfter(kind, period).toString() } });
  const closed = { holidays: holidaysOf(policy), staff, away: awayDays(away) };
  return reviewDueAt(kind, period, { reviews: policy.reviews, zone, closed });
}
