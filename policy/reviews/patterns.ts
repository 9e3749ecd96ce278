import { rateOf } from '../reports/rate.ts';
import type { Suggestion } from './review-terms.ts';

/** What a pattern is about. */
export type About =
  | { practitionerId: string }
  | { serviceLineId: string }
  | { stage: string }
  | { source: { kind: string } }
  | { moment: string };

/** What is compared: content with their sessions, recommended us, came to a first session, led to a referral. */
type Measure = 'content' | 'recommend' | 'came' | 'led';

/** Groups of one kind that are compared by one measure, and all of them together; `k` of `n` each. */
export type Family = {
  measure: Measure;
  rows: readonly { about: About; k: number; n: number }[];
  total: { k: number; n: number };
};

export type Pattern = { text: string; n: number; about: About; suggests: Suggestion };

type Level = 'above' | 'below';
type Finding = { about: About; measure: Measure; level: Level; n: number; others: number; apart: number };
type Rule = { measure: Measure; level: Level; suggests: Suggestion; words: string };

const MOST_PATTERNS = 3;
/** Fewer than these are no group: neither here nor elsewhere (§5.7). */
const FEWEST = 10;

/** In this order: what may need care, what may be learned, what to do more of, what to look at. */
const RULES: readonly Rule[] = [
  { measure: 'content', level: 'below', suggests: 'quality_check', words: 'fewer were content than' },
  { measure: 'recommend', level: 'below', suggests: 'cpd', words: 'fewer recommended us than' },
  { measure: 'came', level: 'above', suggests: 'do_more_of', words: 'more came to a first session than' },
  { measure: 'led', level: 'above', suggests: 'do_more_of', words: 'more led to a referral than' },
  { measure: 'recommend', level: 'above', suggests: 'do_more_of', words: 'more recommended us than' },
  { measure: 'content', level: 'above', suggests: 'do_more_of', words: 'more were content than' },
  { measure: 'came', level: 'below', suggests: 'quality_check', words: 'fewer came to a first session than' },
  { measure: 'led', level: 'below', suggests: 'quality_check', words: 'fewer led to a referral than' },
];

/**
 * At most three patterns worth acting on: a group that differs from the others of its kind together by more than chance
 * explains, with their intervals (Wilson, 80 %) apart and at least ten on both sides. One a kind of group, so that the
 * list is never an order of colleagues; it says that they differ, and never why.
 */
export function patternsIn(families: readonly Family[]): Pattern[] {
  const findings = families.flatMap(findingsIn);
  const chosen: Pattern[] = [];
  const told = new Set<string>();
  for (const rule of RULES) {
    const found = findings
      .filter(({ measure, level }) => measure === rule.measure && level === rule.level)
      .toSorted(
        (one, other) => other.apart - one.apart || keyOf(one.about).localeCompare(keyOf(other.about)),
      );
    for (const finding of found) {
      const kind = kindOf(finding.about);
      if (told.has(kind) || chosen.length === MOST_PATTERNS) continue;
      told.add(kind);
      chosen.push(patternOf(finding, rule));
    }
  }
  return chosen;
}

function findingsIn({ measure, rows, total }: Family): Finding[] {
  return rows.flatMap(({ about, k, n }) => {
    const others = { k: total.k - k, n: total.n - n };
    const [here, elsewhere] = [rateOf(k, n), rateOf(others.k, others.n)];
    if (n < FEWEST || others.n < FEWEST || !here || !elsewhere) return [];
    const above = here.low - elsewhere.high;
    const apart = Math.max(above, elsewhere.low - here.high);
    if (apart <= 0) return [];
    return [{ about, measure, level: above > 0 ? 'above' : 'below', n, others: others.n, apart }];
  });
}

function patternOf({ about, measure, n, others }: Finding, { words, suggests }: Rule): Pattern {
  const isCare = measure === 'content' && suggests === 'quality_check' && 'practitionerId' in about;
  return {
    text: `Of ${n} ${COUNTED[measure]} ${whereOf(about)}, ${words} of the ${others} elsewhere here. It says that they differ, not why.`,
    n,
    about,
    suggests: isCare ? 'supervision' : suggests,
  };
}

const COUNTED: Readonly<Record<Measure, string>> = {
  content: 'answers',
  recommend: 'clients',
  came: 'enquiries',
  led: 'prompts',
};

function whereOf(about: About): string {
  if ('practitionerId' in about) return 'with one practitioner';
  if ('serviceLineId' in about) return 'in one service line';
  if ('stage' in about) return `in the stage “${about.stage.replaceAll('_', ' ')}”`;
  if ('source' in about) return `whose source is “${about.source.kind.replaceAll('_', ' ')}”`;
  return `at the moment “${about.moment.replaceAll('_', ' ')}”`;
}

function kindOf(about: About): string {
  return Object.keys(about).join();
}

function keyOf(about: About): string {
  return JSON.stringify(about);
}
