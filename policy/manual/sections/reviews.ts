import { AGENDA } from '../../reviews/agenda.ts';
import { MOST_ACTIONS, REVIEW_KINDS, type ReviewKind } from '../../reviews/review-terms.ts';
import { TEMPLATE } from '../../outbound-mail/template-ids.ts';
import { chapter, type Drawing, type Line, type ManualSection, type ManualStep } from '../chapter.ts';
import { counted, msInWords, percentInWords, moneyInWords } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import type { Happening } from '../play/happening.ts';
import { playReview } from '../play/play-review.ts';
import { FALLS_TO, holder, owners } from '../who.ts';
import { taskAsks, wordsOf } from '../words.ts';

const AFTER: Readonly<Record<ReviewKind, string>> = {
  monthly: 'after the end of the month',
  quarterly: 'after the end of the quarter',
};

/** The meetings of twenty minutes, and what they decide (S48, S49, S61). */
export function reviewsChapter(facts: ManualFacts): ManualSection {
  const { reviews, concentration, quiet, costs } = facts.policy;
  const played = playReview();
  return chapter({
    key: 'reviews',
    title: 'The reviews',
    goal: 'Once a month and once a quarter the practice looks at itself for twenty minutes, and writes down what it will do.',
    rules: [
      'The figures are frozen on the day, and stay as they are; whoever is forgotten since is out of the names.',
      'Weekends, bank holidays, and days on which everybody is away, are no working days.',
      `A meeting decides on ${counted(MOST_ACTIONS, 'action')} at most, each with somebody and a day; the next one opens with them.`,
      'Nobody is ranked, and a small number says nothing of one person.',
      `The ${reviews.thankTop} who sent most, and were not thanked in that time, are named for a thanks.`,
      `One source that brings ${percentInWords(concentration.watch)} of the new clients is watched, ${percentInWords(concentration.alert)} is said aloud. A silence that has a chance of less than ${percentInWords(quiet.watch)} is watched, of less than ${percentInWords(quiet.dried)} it has dried up.`,
      `An hour of our time is counted as ${moneyInWords(costs.hourlyRateMinor, facts.practice)}.`,
    ],
    lines: REVIEW_KINDS.flatMap((kind): Line[] =>
      AGENDA[kind].map(({ title, minutes }) => [`${kind}: ${title}`, counted(minutes, 'minute')]),
    ),
    steps: [...REVIEW_KINDS.map((kind) => ready(kind, facts)), ...recalled(facts, played), action()],
    drawing: drawing(played),
  });
}

function ready(kind: ReviewKind, facts: ManualFacts): ManualStep {
  const { workingDay, hour } = facts.policy.reviews[kind];
  const remind = playReview().find(({ do: act }) => act === 'remind')?.afterMs ?? null;
  return {
    key: `reviews/${kind}`,
    trigger: `It is the ${ordinal(workingDay)} working day ${AFTER[kind]}, ${String(hour).padStart(2, '0')}:00: the ${kind} review is ready`,
    who: holder(facts, 'review'),
    byWhen: remind === null ? 'in the days after' : `within ${msInWords(remind)}`,
    words: wordsOf(facts, TEMPLATE.reviewReady),
    ifNobody: `${FALLS_TO} There is a reminder; the next review comes all the same.`,
  };
}

function recalled(facts: ManualFacts, all: readonly Happening[]): ManualStep[] {
  return all.flatMap(({ do: act, afterMs }): ManualStep[] => {
    if (act !== 'remind' && act !== 'escalate') return [];
    const isLast = act === 'escalate';
    return [
      {
        key: `reviews/${act}`,
        trigger: `The meeting was not held ${msInWords(afterMs)} after the review was ready`,
        who: isLast ? owners(facts) : holder(facts, 'review'),
        byWhen: 'in the days after',
        words: wordsOf(facts, TEMPLATE.reviewReady),
        ifNobody: isLast ? 'It is let be, and the next one comes.' : 'It goes to an owner.',
      },
    ];
  });
}

function action(): ManualStep {
  return {
    key: 'reviews/action',
    trigger: 'A meeting has decided on something',
    who: 'whoever took it on',
    byWhen: 'by the end of the day that was set for it',
    words: taskAsks('review_action', { action: '{action}' }),
    ifNobody: 'The task stays, and the next meeting opens with it.',
  };
}

function drawing(all: readonly Happening[]): Drawing {
  const said: Readonly<Record<string, string>> = {
    freeze: 'the figures are frozen',
    tell: 'whoever reviews has the link',
    remind: 'a reminder, where it was not held',
    escalate: 'an owner has the link',
  };
  const points = all.flatMap(({ do: act, afterMs }) => {
    const label = said[act];
    return label === undefined
      ? []
      : [{ afterMs, at: afterMs === 0 ? 'on the day' : msInWords(afterMs), label }];
  });
  return { kind: 'clock', title: 'After a review is due', points };
}

function ordinal(nth: number): string {
  return ['zeroth', 'first', 'second', 'third', 'fourth', 'fifth'][nth] ?? `${nth}th`;
}
