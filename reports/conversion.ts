import { HIDDEN, sumOf, withholds, type Figure } from '../policy/reports/hidden.ts';
import { RANK_DEFINITION, ranksOf } from '../policy/reports/rank.ts';
import { periodBefore } from '../policy/reports/report-period.ts';
import { shownRate, type ShownRate } from '../policy/reports/shown-rate.ts';
import type { Interval } from '../policy/reports/wilson.ts';
import {
  CONVERSION_MEASURES,
  countConversion,
  countWithDays,
  type ConversionMeasure,
  type DaysToConversion,
} from './shared/conversion-counts.ts';
import type { Group } from './shared/groups.ts';
import { counted, type Counts, type Question, type Shown } from './shared/report.ts';

type Row = Group & {
  asked: Figure;
  within30: ShownRate;
  within90: ShownRate;
  ever: ShownRate;
  daysToConversion: { median: Figure | null; p90: Figure | null; n: Figure };
  fit: { ideal: Figure; workable: Figure; not_fit: Figure };
  before: { from: string; to: string; asked: Figure; ever: ShownRate };
};
type Body = { n: Figure; rows: (Row & { rank: number | null })[] };

/** "Did the podcast convert?" Of whom a source sent, how many came, how soon, and how it was before (S27). */
export const conversion = counted<ConversionMeasure, DaysToConversion, Body>({
  name: 'conversion',
  question: 'Of whom each source sent, how many came to a first session, how soon, and how it was before',
  definition: `Asked: everybody who got in touch in the period. Within 30 and 90 days: a first session no later than that after getting in touch, of those who did so at least as long ago. Ever: a first session by now, of those who got in touch at least 60 days ago. Days: from getting in touch to the first session, of all who came. Before: the same for the period of the same length that ended when this one began. The first session: what was reported, or the first attended session since, whichever is earlier. Intervals: Wilson, 80 %. Rank: by ever, never of practitioners, and none while it is still learning. ${RANK_DEFINITION}`,
  byDefault: 'source',
  measures: CONVERSION_MEASURES,
  parts: [
    ['over90_within30', 'over90'],
    ['over90_within90', 'over90'],
    ['over90_ever', 'over90'],
    ['over90_within30', 'over90_within90'],
    ['over90_within90', 'over90_ever'],
  ],
  matureDays: 90,
  comparesBefore: true,
  cells: countConversion,
  together: countWithDays,
  shape(shown, question) {
    const rows = shown.rows.map((row) => rowOf(row, shown.also, question));
    const ranks = ranksOf(mayRank(shown) ? rows.map(intervalOf) : rows.map(() => null));
    return {
      n: askedOf(shown.total),
      rows: rows.map((row, index) => ({ ...row, rank: ranks[index] ?? null })),
    };
  },
});

const NO_SOURCE = new Set(['unknown', 'not_said']);
const WITHHELD = { median: HIDDEN, p90: HIDDEN } as const;
type Seen = Counts<ConversionMeasure>;

function rowOf(
  { group, counts, before, also }: Shown<ConversionMeasure, DaysToConversion>['rows'][number],
  nobody: DaysToConversion | null,
  { period }: Question,
): Row {
  const { ideal, workable, not_fit } = counts;
  const earlier = periodBefore(period);
  const days: { median: Figure | null; p90: Figure | null } = also ?? nobody ?? WITHHELD;
  return {
    ...group,
    asked: askedOf(counts),
    within30: within30(counts),
    within90: shownRate(counts.over90_within90, counts.over90),
    ever: ever(counts),
    daysToConversion: { median: days.median, p90: days.p90, n: cameOf(counts) },
    fit: { ideal, workable, not_fit },
    before: {
      from: earlier.from.toISOString(),
      to: earlier.to.toISOString(),
      asked: before ? askedOf(before) : HIDDEN,
      ever: before ? ever(before) : shownRate(HIDDEN, HIDDEN),
    },
  };
}

/** Colleagues are not ranked (S60), nor is anything before thirteen clean weeks (S29), or where a rank told of what is withheld. */
function mayRank({ by, stillLearning, rows }: Shown<ConversionMeasure, DaysToConversion>): boolean {
  return by !== 'practitioner' && !stillLearning && !withholds(rows.map(({ counts }) => counts));
}

/** Nobody's is compared: what is not known is no source, nor is what was not said. */
function intervalOf({ ever: { low, high }, kind, source }: Row): Interval | null {
  const isSource = !NO_SOURCE.has(source?.kind ?? kind ?? '');
  return isSource && typeof low === 'number' && typeof high === 'number' ? { low, high } : null;
}

function askedOf({ over90, over60, over30, under30 }: Seen): Figure {
  return sumOf([over90, over60, over30, under30]);
}

function cameOf(counts: Seen): Figure {
  return sumOf([counts.over90_ever, counts.over60_ever, counts.over30_ever, counts.under30_ever]);
}

function within30(counts: Seen): ShownRate {
  const came = sumOf([counts.over90_within30, counts.over60_within30, counts.over30_within30]);
  return shownRate(came, sumOf([counts.over90, counts.over60, counts.over30]));
}

function ever(counts: Seen): ShownRate {
  return shownRate(sumOf([counts.over90_ever, counts.over60_ever]), sumOf([counts.over90, counts.over60]));
}
