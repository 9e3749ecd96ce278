import { sql } from 'kysely';
import { tables } from '../facts/tables.ts';
import type { Figure } from '../policy/reports/hidden.ts';
import type { Grouping } from '../policy/reports/report-terms.ts';
import { shownRate, type ShownRate } from '../policy/reports/shown-rate.ts';
import { cellsIn, type Cell, type CellRow } from './shared/cells.ts';
import { groupedBy, type Group } from './shared/groups.ts';
import { counted, type Question } from './shared/report.ts';
import { daysBack } from './shared/settled.ts';

const MATURE_DAYS = 60;
const MEASURES = ['seen', 'kept'] as const;
type Measure = (typeof MEASURES)[number];
type Body = { n: Figure; rows: (Group & { kept: ShownRate })[] };

/** Do people stay after their second session, and does it differ by where they came from? (S53) */
export const kept = counted<Measure, never, Body>({
  name: 'kept',
  question: 'Of people seen twice, how many came a third time or had planned to end after two',
  definition:
    'Clients whose second attended session lies in the period and at least 60 days back. Kept: those with a third attended session, or a planned ending after exactly two. Rates with Wilson’s 80 % interval.',
  byDefault: 'kind',
  measures: MEASURES,
  parts: [['kept', 'seen']],
  matureDays: MATURE_DAYS,
  cells: countSeenTwice,
  shape: ({ rows, total }) => ({
    n: total.seen,
    rows: rows.map(({ group, counts }) => ({ ...group, kept: shownRate(counts.kept, counts.seen) })),
  }),
});

/** Of clients seen in the period the first three attended sessions are read, and of nobody else any. */
async function countSeenTwice(question: Question, by: readonly Grouping[]): Promise<Cell<Measure>[]> {
  const {
    tx,
    practice,
    period: { from, to },
  } = question;
  const { columns, groupBy } = groupedBy(by, practice.timezone);
  const settled = daysBack(question, MATURE_DAYS);
  const { rows } = await sql<CellRow>`
    with seen as (
      select distinct s.client_id from client_session s where s.practice_id = ${tx.practiceId} and s.status = 'attended'
        and s.at >= ${from} and s.at < ${to} and s.at <= ${settled}),
    unit as (
      select first.times[2] as at, c.practitioner_id as practitioner, c.service_line_id as service_line, c.stage,
        c.source_kind, c.source_ref,
        first.times[3] is not null or coalesce(c.ending in ('planned_met', 'planned_partly'), false) as kept
      from seen join client c on c.practice_id = ${tx.practiceId} and c.id = seen.client_id
      cross join lateral (select array_agg(three.at) as times from (
        select s.at from client_session s where s.practice_id = ${tx.practiceId} and s.client_id = seen.client_id
          and s.status = 'attended' and s.at <= ${tx.now} order by s.at limit 3) three) first
      where first.times[2] >= ${from} and first.times[2] < ${to} and first.times[2] <= ${settled})
    select ${columns} count(*)::int as seen, count(*) filter (where unit.kept)::int as kept
    from unit ${groupBy}`.execute(tables(tx));
  return cellsIn(rows, by, MEASURES);
}
