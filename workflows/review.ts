import type { Subject } from '../activities/evaluate.ts';
import type { ReviewStep } from '../policy/reviews/review.ts';
import { reconcile, type Promised } from './reconcile.ts';

const REVIEW: Promised<ReviewStep> = {
  steps: {
    freeze: { happens: 'The figures are frozen, and the next review is expected.' },
    tell: { happens: 'Whoever reviews has the link by e-mail.' },
    remind: { happens: 'The meeting was not held: whoever reviews is reminded.' },
    escalate: { happens: 'The meeting was still not held: the owner has the link.', attention: true },
  },
  waits: {
    remind: (after) => `Until the reminder, if the meeting is not held within ${after}`,
    escalate: (after) => `Until the owner is told, if the meeting is not held within ${after}`,
  },
};

/** The figures are ready on the day, the meeting takes twenty minutes, and what it decides is written down. */
export function review(subject: Subject): Promise<void> {
  return reconcile('review', subject, REVIEW);
}
