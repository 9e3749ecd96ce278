import { freezeReview } from '../facts/reviews/freeze-review.ts';
import { readReviewProgress } from '../facts/reviews/review-progress.ts';
import { tellOfReview } from '../facts/reviews/tell-of-review.ts';
import { lockReview } from '../facts/locks/lock-review.ts';
import { decideReview, type ReviewFacts, type ReviewStep } from '../policy/reviews/review.ts';
import { reviewFigures } from '../reports/review-figures.ts';
import { NO_MAIL, reconciler, type OwnSteps } from './reconcile.ts';

type State = typeof NO_MAIL & { facts: ReviewFacts };

/** A period's review is frozen when it is due, and its meeting is recalled (S48, S49); its e-mails are delivered for their own sake. */
export const review = reconciler<State, OwnSteps<ReviewStep>>({
  async read(tx, id) {
    const facts = await readReviewProgress(tx, id);
    return facts && { ...NO_MAIL, facts };
  },
  decide: ({ facts }, { now }) => decideReview(facts, now),
  attention: ({ facts }) => (facts.escalatedAt && !facts.heldAt ? 'escalate' : null),
  acts: {
    freeze: async (tx, _, id) => freezeReview(tx, await lockReview(tx, id), reviewFigures),
    tell: (tx, _, id) => tellOfReview(tx, id, 'tell'),
    remind: (tx, _, id) => tellOfReview(tx, id, 'remind'),
    escalate: (tx, _, id) => tellOfReview(tx, id, 'escalate'),
  },
});
