import { sql } from 'kysely';
import { tables } from '../../facts/tables.ts';
import { LOSS_CAUSES, type LossCause } from '../../policy/enquiries/enquiry-terms.ts';
import type { Grouping } from '../../policy/reports/report-terms.ts';
import { cellsIn, type Cell, type CellRow } from './cells.ts';
import { countedTwice } from './counted-twice.ts';
import { INTRODUCTION_MEASURES, introductions, type IntroductionMeasure } from './introductions.ts';
import { LOSS_CAUSE } from './loss-cause.ts';
import type { Question } from './report.ts';

/** Everybody who got in touch, who of them was seen, how many each cause lost or stalled; and introductions. */
export type LeakMeasure =
  | 'asked'
  | 'seen'
  | `lost_${LossCause}`
  | `stalled_${LossCause}`
  | IntroductionMeasure;

export const LEAK_MEASURES: readonly LeakMeasure[] = [
  'asked',
  'seen',
  ...LOSS_CAUSES.map((cause) => `lost_${cause}` as const),
  ...LOSS_CAUSES.map((cause) => `stalled_${cause}` as const),
  ...INTRODUCTION_MEASURES,
];

const COUNTS = sql.join([
  counting('asked', 'unit.introduced is null'),
  counting('seen', 'unit.seen'),
  ...LOSS_CAUSES.flatMap((cause) => [
    counting(`lost_${cause}`, `unit.closed and unit.cause = '${cause}'`),
    counting(`stalled_${cause}`, `not unit.closed and unit.cause = '${cause}'`),
  ]),
  ...INTRODUCTION_MEASURES.map((one) => counting(one, `unit.introduced = '${one}'`)),
]);

/** What became of the people of the period, as far as they were lost. */
export async function countLeaks(question: Question, by: readonly Grouping[]): Promise<Cell<LeakMeasure>[]> {
  const { tx, practice, period } = question;
  const { rows } = await sql<CellRow>`
    with unit as (
      select e.received_at as at, e.practitioner_id as practitioner, e.service_line_id as service_line, null::text as stage,
        e.source_kind, e.source_ref, null::text as introduced, e.attended_at is not null as seen,
        e.stage = 'closed' as closed, case when e.attended_at is null then ${LOSS_CAUSE} end as cause
      from enquiry e where e.practice_id = ${tx.practiceId}
        and e.received_at >= ${period.from} and e.received_at < ${period.to}
      union all
      select i.at, i.practitioner, i.service_line, i.stage, i.source_kind, i.source_ref, i.introduced,
        false, false, null from (${introductions(question)}) i)
    ${countedTwice(by, practice.timezone, ['seen', 'closed', 'cause', 'introduced'], COUNTS)}`.execute(
    tables(tx),
  );
  return cellsIn(rows, by, LEAK_MEASURES);
}

function counting(measure: LeakMeasure, condition: string) {
  return sql.raw(`coalesce(sum(unit.n) filter (where ${condition}), 0)::int as "${measure}"`);
}
