import type { z } from 'zod';
import type { Review } from '../../entities/review.ts';
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
    ...heldView(review),
  };
}

/** Which review it is, and whether it was held; every list is empty. */
export function briefReviewView(review: Review): z.output<typeof ReviewView> {
  const { id, kind, period, dueAt, frozenAt } = review;
  return {
    id,
    kind,
    period,
    dueAt: dueAt.toISOString(),
    frozenAt: (frozenAt ?? dueAt).toISOString(),
    agenda: [],
    patterns: [],
    missing: [],
    thank: [],
    actions: [],
    lastActions: [],
    ...heldView(review),
  };
}

function heldView({ heldAt, minutes }: Review): Pick<z.output<typeof ReviewView>, 'heldAt' | 'minutes'> {
  return {
    ...(heldAt ? { heldAt: heldAt.toISOString() } : {}),
    ...(typeof minutes === 'number' ? { minutes } : {}),
  };
}

export function reviewActionView(action: ReviewAction): z.output<typeof ReviewActionView> {
  const { id, text, dueOn, doneAt } = action;
  return {
    id,
    reviewId: action.review.id,
    text: text ?? null,
    ownerStaffId: action.owner.id,
    dueOn,
    done: Boolean(doneAt),
    ...(doneAt ? { doneAt: doneAt.toISOString() } : {}),
  };
}
