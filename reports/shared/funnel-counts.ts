import { sql } from 'kysely';
import { tables } from '../../facts/tables.ts';
import { LOSS_CAUSES, type LossCause } from '../../policy/enquiries/enquiry-terms.ts';
import { FUNNEL_STEPS, LOST_AT, type FunnelStep, type LostAt } from '../../policy/reports/funnel.ts';
import type { Grouping } from '../../policy/reports/report-terms.ts';
import { cellsIn, type Cell, type CellRow } from './cells.ts';
import { countedTwice } from './counted-twice.ts';
import { INTRODUCTION_MEASURES, introductions, type IntroductionMeasure } from './introductions.ts';
import { LOSS_CAUSE } from './loss-cause.ts';
import type { Question } from './report.ts';
import { daysBack } from './settled.ts';

export const FUNNEL_MATURE_DAYS = 60;

/**
 * How many reached a step, apart those who got in touch less than 60 days ago (`young_`), so that whoever reads only what
 * is settled meets each count once; how many were lost at a step by cause; and introductions.
 */
export type FunnelMeasure =
  | FunnelStep
  | `young_${FunnelStep}`
  | `${LostAt}_${LossCause}`
  | IntroductionMeasure;

const YOUNG = FUNNEL_STEPS.map((step) => `young_${step}` as const);
const LEAKS = LOST_AT.flatMap((step) => LOSS_CAUSES.map((cause) => ({ step, cause })));

export const FUNNEL_MEASURES: readonly FunnelMeasure[] = [
  ...FUNNEL_STEPS,
  ...YOUNG,
  ...LEAKS.map(({ step, cause }) => `${step}_${cause}` as const),
  ...INTRODUCTION_MEASURES,
];

/** `reached`: the furthest step, as a number from 1. */
const COUNTS = sql.join([
  ...FUNNEL_STEPS.flatMap((step, index) => [
    counting(step, `unit.settled and unit.reached > ${index}`),
    counting(`young_${step}`, `not unit.settled and unit.reached > ${index}`),
  ]),
  ...LEAKS.map(({ step, cause }) =>
    counting(
      `${step}_${cause}`,
      `unit.settled and unit.reached = ${FUNNEL_STEPS.indexOf(step)} and unit.cause = '${cause}'`,
    ),
  ),
  ...INTRODUCTION_MEASURES.map((one) => counting(one, `unit.introduced = '${one}'`)),
]);

/** How far people of the period have come. */
export async function countFunnel(
  question: Question,
  by: readonly Grouping[],
): Promise<Cell<FunnelMeasure>[]> {
  const { tx, practice, period } = question;
  const { rows } = await sql<CellRow>`
    with unit as (
      select e.received_at as at, e.practitioner_id as practitioner, e.service_line_id as service_line, null::text as stage,
        e.source_kind, e.source_ref, null::text as introduced,
        e.received_at <= ${daysBack(question, FUNNEL_MATURE_DAYS)} as settled, ${LOSS_CAUSE} as cause,
        case when e.contacted_at is null then 1
          when e.booked_at is null or e.booked_at - e.contacted_at > interval '60 days' then 2
          when e.attended_at is null then 3 when e.kept_at is null then 4 else 5 end as reached
      from enquiry e where e.practice_id = ${tx.practiceId}
        and e.received_at >= ${period.from} and e.received_at < ${period.to}
      union all
      select i.at, i.practitioner, i.service_line, i.stage, i.source_kind, i.source_ref, i.introduced,
        false, null, 0 from (${introductions(question)}) i)
    ${countedTwice(by, practice.timezone, ['settled', 'reached', 'cause', 'introduced'], COUNTS)}`.execute(
    tables(tx),
  );
  return cellsIn(rows, by, FUNNEL_MEASURES);
}

function counting(measure: FunnelMeasure, condition: string) {
  return sql.raw(`coalesce(sum(unit.n) filter (where ${condition}), 0)::int as "${measure}"`);
}
