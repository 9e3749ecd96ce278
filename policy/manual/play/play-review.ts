import { decideReview, type ReviewFacts } from '../../reviews/review.ts';
import { happened, MOST_STEPS, PLAYED_FROM, type Happening } from './happening.ts';

type Act = 'freeze' | 'tell' | 'remind' | 'escalate' | 'close';

/** What the rules do about a review from when it is due, where the meeting is never held. */
export function playReview(): Happening<Act>[] {
  const done: Happening<Act>[] = [];
  let now = PLAYED_FROM;
  let facts: ReviewFacts = FRESH;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const step = decideReview(facts, now);
    if (step.do === 'wait' || step.do === 'rest') {
      now = step.do === 'wait' ? step.at : step.until;
      continue;
    }
    done.push(happened(step.do, now));
    if (step.do === 'close') return done;
    facts = { ...facts, [NOTED[step.do]]: now };
  }
  return done;
}

const NOTED = {
  freeze: 'frozenAt',
  tell: 'toldAt',
  remind: 'remindedAt',
  escalate: 'escalatedAt',
} as const satisfies Record<Exclude<Act, 'close'>, keyof ReviewFacts>;

const FRESH: ReviewFacts = {
  dueAt: PLAYED_FROM,
  nextLookAt: PLAYED_FROM,
  frozenAt: null,
  toldAt: null,
  remindedAt: null,
  escalatedAt: null,
  heldAt: null,
};
