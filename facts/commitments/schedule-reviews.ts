import { Practice } from '../../entities/practice.ts';
import { Review } from '../../entities/review.ts';
import { latest } from '../../policy/calendar/instants.ts';
import { REVIEW_KINDS, type ReviewKind } from '../../policy/reviews/review-terms.ts';
import { firstPeriod, holidaysOf, reviewDueAt } from '../../policy/reviews/review-due.ts';
import { reviewId } from '../../policy/reviews/review-id.ts';
import { nextPeriod } from '../../policy/reviews/review-period.ts';
import type { Tx } from '../transaction.ts';

type Planned = Pick<Practice, 'policy' | 'timezone'>;

/** A practice expects a review of each kind: from its founding on, and again wherever that was lost. */
export async function scheduleReviews(tx: Tx, practice: Planned): Promise<void> {
  const known = await tx.em.find(Review, {}, { fields: ['kind'] });
  for (const kind of REVIEW_KINDS) {
    if (known.some((one) => one.kind === kind)) continue;
    await expectReview(tx, practice, { kind, period: firstPeriod(kind, tx.now, practice.timezone) });
  }
}

/** After the latest one of its kind the next is expected; an earlier one that was made later changes nothing. */
export async function scheduleNextReview(
  tx: Tx,
  practice: Planned,
  { kind, period }: Pick<Review, 'kind' | 'period'>,
): Promise<void> {
  if ((await tx.em.count(Review, { kind, period: { $gt: period } })) > 0) return;
  await expectReview(tx, practice, { kind, period: nextPeriod(kind, period) });
}

const EXPECT = `
  insert into review (practice_id, id, kind, period, due_at, created_at, updated_at)
  values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing`;
const PROMISE = `
  insert into commitment (kind, subject_id, practice_id, due_at, signal_count) values ('review', ?, ?, ?, 0)
  on conflict do nothing`;

/**
 * A row that nobody reads yet, and the promise to look at it when it would be due with everybody there; the id refuses a
 * second one of the same period. Answers with the id.
 */
export async function expectReview(
  tx: Tx,
  { policy, timezone: zone }: Planned,
  { kind, period }: { kind: ReviewKind; period: string },
): Promise<string> {
  const { em, practiceId, now } = tx;
  const id = reviewId(practiceId, kind, period);
  const closed = { holidays: holidaysOf(policy), staff: [], away: [] };
  const dueAt = reviewDueAt(kind, period, { reviews: policy.reviews, zone, closed });
  await em.execute(EXPECT, [practiceId, id, kind, period, dueAt, now, now]);
  await em.execute(PROMISE, [id, practiceId, latest(dueAt, now)]);
  return id;
}
