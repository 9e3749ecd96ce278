import type { Review } from '../../entities/review.ts';
import { sendFeedbackToTeam } from '../feedback-to-team/send-feedback.ts';
import { lockFrozenReview } from '../locks/lock-review.ts';
import { conflict } from '../refusal.ts';
import { reevaluate } from '../signal.ts';
import { audit, type Tx } from '../transaction.ts';

/** The meeting is over, after so many minutes: nobody is reminded of it any more, and after a quarterly one each practitioner hears of their own part (S60). */
export async function holdReview(tx: Tx, reviewId: string, minutes: number): Promise<Review> {
  const review = await lockFrozenReview(tx, reviewId);
  if (review.heldAt) throw conflict('This review was held already.');
  review.hold(tx.actor.staffId, minutes, tx.now);
  reevaluate(tx, 'review', review.id);
  if (review.kind === 'quarterly') await sendFeedbackToTeam(tx, review.period);
  audit(tx, 'hold', { entity: 'review', id: review.id }, ['minutes']);
  return review;
}
