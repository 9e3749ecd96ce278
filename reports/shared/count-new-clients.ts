import { sql } from 'kysely';
import { tables } from '../../facts/tables.ts';
import { mondayOf } from '../../policy/calendar/week.ts';
import type { Grouping } from '../../policy/reports/report-terms.ts';
import type { NewClients } from '../../policy/source-log/completeness.ts';
import { cellsIn, type Cell, type CellRow } from './cells.ts';
import { firstAttendances } from './first-attendances.ts';
import { groupedBy } from './groups.ts';
import type { Question } from './report.ts';

export const NEW_CLIENT_MEASURES = ['new_clients', 'answered'] as const;
export type NewClientMeasure = (typeof NEW_CLIENT_MEASURES)[number];

/** `week`: the Monday on which it began; `over`: a complete one. */
export type WeekOfNewClients = NewClients & { week: string; over: boolean };

/** Clients who were new in the period, and of how many the source is known. */
export async function countNewClients(
  { tx, practice, period }: Question,
  by: readonly Grouping[],
): Promise<Cell<NewClientMeasure>[]> {
  const { columns, groupBy } = groupedBy(by, practice.timezone);
  const { rows } = await sql<CellRow>`
    select ${columns} count(*)::int as new_clients, count(unit.source_kind)::int as answered
    from (${firstAttendances(tx, period)}) unit ${groupBy}`.execute(tables(tx));
  return cellsIn(rows, by, NEW_CLIENT_MEASURES);
}

/** The same by week: every week from the first of the period in which somebody was new to its last. */
export async function readWeeks({ tx, practice, period }: Question): Promise<WeekOfNewClients[]> {
  const { timezone } = practice;
  const { rows } = await sql<NewClients & { week: string }>`
    select to_char(weeks.monday, 'YYYY-MM-DD') as week, weeks."newClients", weeks.answered from (
      select date_trunc('week', first.at at time zone ${timezone}) as monday, count(*)::int as "newClients",
        count(first.source_kind)::int as answered
      from (${firstAttendances(tx, period)}) first group by 1) weeks order by weeks.monday`.execute(
    tables(tx),
  );
  const [first] = rows;
  if (!first) return [];
  const ends = mondayOf(new Date(Math.min(period.to.getTime(), tx.now.getTime()) - 1), timezone);
  const running = mondayOf(tx.now, timezone).toString();
  const counts = new Map(rows.map((row) => [row.week, row]));
  return weeksFrom(first.week, ends).map((week) => {
    const { newClients, answered } = counts.get(week) ?? { newClients: 0, answered: 0 };
    return { week, over: week < running, newClients, answered };
  });
}

function weeksFrom(first: string, last: Temporal.PlainDate): string[] {
  const weeks: string[] = [];
  for (
    let week = Temporal.PlainDate.from(first);
    Temporal.PlainDate.compare(week, last) <= 0;
    week = week.add({ weeks: 1 })
  )
    weeks.push(week.toString());
  return weeks;
}
