import { sql } from 'kysely';
import { tables } from '../../facts/tables.ts';
import { FITS } from '../../policy/enquiries/enquiry-terms.ts';
import type { Grouping } from '../../policy/reports/report-terms.ts';
import { cellsIn, type Cell, type CellRow } from './cells.ts';
import { converted } from './converted.ts';
import { groupedBy } from './groups.ts';
import type { AlsoSaid, Question } from './report.ts';
import { daysBack } from './settled.ts';

/**
 * People by how long ago they got in touch, in days, each in one class; and how many of the class came, within so many
 * days or ever. Whoever reads only what is settled meets the oldest class alone, and each count once.
 */
export const CONVERSION_MEASURES = [
  'over90',
  'over90_within30',
  'over90_within90',
  'over90_ever',
  'over60',
  'over60_within30',
  'over60_ever',
  'over30',
  'over30_within30',
  'over30_ever',
  'under30',
  'under30_ever',
  ...FITS,
] as const;
export type ConversionMeasure = (typeof CONVERSION_MEASURES)[number];

const CLASSES = ['over90', 'over60', 'over30', 'under30'] as const;

/** `took`: from first contact to the first session; null: none. */
const COUNTS = sql.join([
  ...CLASSES.flatMap((age) => [
    counting(age, isOf(age)),
    counting(`${age}_ever`, `${isOf(age)} and unit.took is not null`),
  ]),
  ...(['over90', 'over60', 'over30'] as const).map((age) =>
    counting(`${age}_within30`, `${isOf(age)} and unit.took <= interval '30 days'`),
  ),
  counting('over90_within90', `${isOf('over90')} and unit.took <= interval '90 days'`),
  ...FITS.map((fit) => counting(fit, `unit.fit = '${fit}'`)),
]);

/** How many of those who got in touch came to a first session, and how soon. */
export async function countConversion(
  question: Question,
  by: readonly Grouping[],
): Promise<Cell<ConversionMeasure>[]> {
  const { columns, groupBy } = groupedBy(by, question.practice.timezone);
  const { rows } = await sql<CellRow>`
    with unit as (${aged(question)}) select ${columns} ${COUNTS} from unit ${groupBy}`.execute(
    tables(question.tx),
  );
  return cellsIn(rows, by, CONVERSION_MEASURES);
}

/** Elapsed days from getting in touch to the first session, of those who came; null: nobody did. */
export type DaysToConversion = { median: number | null; p90: number | null };

const NOBODY: DaysToConversion = { median: null, p90: null };

/** The same with the days of each group, by one statement; quantiles interpolate linearly. */
export async function countWithDays(
  question: Question,
  by: Grouping | null,
): Promise<{ cells: Cell<ConversionMeasure>[]; also: AlsoSaid<DaysToConversion> }> {
  if (by === null)
    return { cells: await countConversion(question, []), also: { of: new Map(), all: NOBODY } };
  const { columns, groupBy } = groupedBy([by], question.practice.timezone);
  const { rows } = await sql<CellRow & DaysToConversion>`
    with unit as (${aged(question)})
    select ${columns} ${COUNTS},
      percentile_cont(0.5) within group (order by date_part('epoch', unit.took) / 86400) as median,
      percentile_cont(0.9) within group (order by date_part('epoch', unit.took) / 86400) as p90
    from unit ${groupBy}`.execute(tables(question.tx));
  const of = rows.map(({ [by]: value = null, median, p90 }): [string | null, DaysToConversion] => [
    value === null ? null : String(value),
    { median, p90 },
  ]);
  return { cells: cellsIn(rows, [by], CONVERSION_MEASURES), also: { of: new Map(of), all: NOBODY } };
}

function aged(question: Question) {
  return sql`
    select c.*, case when c.at <= ${daysBack(question, 90)} then 0 when c.at <= ${daysBack(question, 60)} then 1
      when c.at <= ${daysBack(question, 30)} then 2 else 3 end as age from (${converted(question)}) c`;
}

function isOf(age: (typeof CLASSES)[number]): string {
  return `unit.age = ${CLASSES.indexOf(age)}`;
}

function counting(measure: ConversionMeasure, condition: string) {
  return sql.raw(`count(*) filter (where ${condition})::int as "${measure}"`);
}
