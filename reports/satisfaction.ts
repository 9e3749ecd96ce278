import { sql, type RawBuilder } from 'kysely';
import { tables } from '../facts/tables.ts';
import { INSTRUMENTS, rangeOf, type Instrument } from '../policy/clients/instruments.ts';
import { HIDDEN, sumOf, type Figure } from '../policy/reports/hidden.ts';
import type { Grouping } from '../policy/reports/report-terms.ts';
import { meanOnHundred, SCALES } from '../policy/reports/satisfaction-scale.ts';
import { shownRate, type ShownRate } from '../policy/reports/shown-rate.ts';
import { monthsWithin, type MonthsWithin } from '../policy/reports/months-within.ts';
import { cellsIn, type Cell, type CellRow } from './shared/cells.ts';
import { groupedBy, type Group } from './shared/groups.ts';
import { recommendationsBy, type Recommendations } from './shared/recommendations.ts';
import { counted, type Counts, type Question, type Shown } from './shared/report.ts';

const OF_A_SCORE = ['scores', 'sum', 'good'] as const;
type Measure = `${Instrument}_${(typeof OF_A_SCORE)[number]}`;
const MEASURES: readonly Measure[] = INSTRUMENTS.flatMap((one) =>
  OF_A_SCORE.map((what): Measure => `${one}_${what}`),
);
/** A mean of fewer says more of single people than of the practice (§5.7). */
const FEWEST_OF_A_MEAN = 10;
/** Where one person does all the work, or nobody may be recognised, so many answers are waited for. */
const FEWEST_IN_ALL = 20;

type Scored = { instrument: Instrument; n: Figure; mean: Figure | null; good: ShownRate | null };
type Row = Group & { satisfaction: Scored | null; recommend: ShownRate };
type Body = { n: Figure; rows: Row[]; words: string; missing?: string[] };

/** Do people who are well looked after recommend us: both on one axis, and neither explained by the other (S57). */
export const satisfaction = counted<Measure, Recommendations, Body>({
  name: 'satisfaction',
  question: 'How satisfied people are and how many recommend us, by who they see, by line or by stage',
  definition:
    'Whole months only. Satisfaction: scores given in them, put on 0 to 100 where higher is better (CSAT and FFT by (score − 1) × 25, NPS × 10, SRS and ORS × 2.5, CORE-10 as 100 − 2.5 × score); instruments are never mixed, and "don’t know" is no score. Good: CSAT and FFT from 4, NPS from 9. Recommend: of clients with an attended session in these months, those with a referral received in them; they are counted with the practitioner, the line and the stage that they are recorded with. Shown from 20 answers where one person does all the work. Both stand side by side; neither is the reason for the other. Wilson’s 80 % interval.',
  byDefault: 'practitioner',
  measures: MEASURES,
  parts: INSTRUMENTS.map((one) => [`${one}_good`, `${one}_scores`] as const),
  means: INSTRUMENTS.map((one) => ({
    sum: `${one}_sum` as const,
    of: `${one}_scores` as const,
    ...rangeOf(one),
  })),
  matureDays: 0,
  cells: countScores,
  also: recommendationsBy,
  shape: shapeOf,
});

async function countScores(question: Question, by: readonly Grouping[]): Promise<Cell<Measure>[]> {
  const { tx, practice, period } = question;
  const months = monthsWithin(period, practice.timezone);
  if (!months) return [];
  const { columns, groupBy } = groupedBy(by, practice.timezone);
  const { rows } = await sql<CellRow>`
    with unit as (
      select s.practitioner_id as practitioner, s.service_line_id as service_line, s.stage, s.instrument, s.score,
        (s.month || '-01')::timestamp at time zone ${practice.timezone} as at
      from satisfaction s where s.practice_id = ${tx.practiceId} and s.month >= ${months.first} and s.month < ${months.before}
        and s.score is not null)
    select ${columns} ${sql.join(INSTRUMENTS.flatMap(columnsOf))} from unit ${groupBy}`.execute(tables(tx));
  return cellsIn(rows, by, MEASURES);
}

function columnsOf(instrument: Instrument): RawBuilder<unknown>[] {
  const { highest, goodFrom } = SCALES[instrument];
  const theirs = sql`unit.instrument = ${instrument} and unit.score <= ${highest}`;
  return [
    sql`count(*) filter (where ${theirs})::int as ${sql.ref(`${instrument}_scores`)}`,
    sql`coalesce(sum(unit.score) filter (where ${theirs}), 0)::float8 as ${sql.ref(`${instrument}_sum`)}`,
    sql`count(*) filter (where ${theirs} and unit.score >= ${goodFrom})::int as ${sql.ref(`${instrument}_good`)}`,
  ];
}

function shapeOf({ rows, total, also }: Shown<Measure, Recommendations>, question: Question): Body {
  const months = monthsWithin(question.period, question.practice.timezone);
  const n = sumOf(INSTRUMENTS.map((one) => total[`${one}_scores`]));
  const needsMore = also === null || also.isSolo;
  const tooFew = needsMore && n !== HIDDEN && n > 0 && n < FEWEST_IN_ALL;
  const missing = [
    ...(n === 0 ? ['No satisfaction was recorded in these months.'] : []),
    ...(tooFew ? [`Nothing is shown of fewer than ${FEWEST_IN_ALL} answers here.`] : []),
  ];
  const seesAll = also !== null;
  return {
    n: tooFew ? HIDDEN : n,
    words: inWords(months),
    ...(missing.length > 0 ? { missing } : {}),
    rows: rows.flatMap(({ group, counts, also: one }): Row[] => {
      const people = one ?? (also && NOBODY_SEEN);
      const recommend = people && !tooFew ? shownRate(people.recommending, people.seen) : WITHHELD;
      const scores = INSTRUMENTS.flatMap((instrument) => scoredWith(instrument, counts, { tooFew, seesAll }));
      return scores.length === 0
        ? [{ ...group, satisfaction: null, recommend }]
        : scores.map((scored) => ({ ...group, satisfaction: scored, recommend }));
    }),
  };
}

const NOBODY_SEEN = { seen: 0, recommending: 0 };
const WITHHELD = shownRate(HIDDEN, HIDDEN);

function scoredWith(
  instrument: Instrument,
  counts: Counts<Measure>,
  { tooFew, seesAll }: { tooFew: boolean; seesAll: boolean },
): Scored[] {
  const scores = counts[`${instrument}_scores`];
  const sum = counts[`${instrument}_sum`];
  const good = counts[`${instrument}_good`];
  if (scores === 0) return [];
  const n: Figure = tooFew ? HIDDEN : scores;
  const hasGood = SCALES[instrument].goodFrom !== null;
  if (n === HIDDEN || sum === HIDDEN || (!seesAll && n < FEWEST_OF_A_MEAN))
    return [{ instrument, n, mean: HIDDEN, good: hasGood ? shownRate(HIDDEN, n) : null }];
  const mean = meanOnHundred(instrument, sum, n);
  return [{ instrument, n, mean, good: hasGood ? shownRate(good, n) : null }];
}

function inWords(months: MonthsWithin | null): string {
  if (months === null) return 'No month lies wholly in this time.';
  const last = Temporal.PlainYearMonth.from(months.before).subtract({ months: 1 }).toString();
  return last === months.first ? `The month ${last}.` : `The months from ${months.first} to ${last}.`;
}
