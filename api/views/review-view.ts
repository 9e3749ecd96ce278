import type { z } from 'zod';
import type { ReviewAction } from '../../entities/review-action.ts';
import type { ReadReview } from '../../facts/reviews/read-review.ts';
import type { ReviewActionView, ReviewView } from '../schemas/review.ts';

/** A review as the API shows it: what is frozen first, word for word, then what is read anew. */
export function reviewView({
  review,
  frozen,
  thank,
  actions,
  lastActions,
}: ReadReview): z.output<typeof ReviewView> {
  return {
    ...frozen,
    thank: thank.map(({ who, permitted, words }) => ({
      referrer: who ?? { erased: true },
      permitted,
      words,
    })),
    actions: actions.map(reviewActionView),
    lastActions: lastActions.map(reviewActionView),
    ...(review.heldAt ? { heldAt: review.heldAt.toISOString() } : {}),
    ...(typeof review.minutes === 'number' ? { minutes: review.minutes } : {}),
  };
}

export function reviewActionView(action: ReviewAction): z.output<typeof ReviewActionView> {
  const { id, text, dueOn, doneAt } = action;
  return {
    id,
    text: text ?? null,
    ownerStaffId: action.owner.id,
    dueOn,
    done: Boolean(doneAt),
    ...(doneAt ? { doneAt: doneAt.toISOString() } : {}),
  };
}
