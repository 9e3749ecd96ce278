import type { Practice } from '../entities/practice.ts';
import type { Tx } from '../facts/transaction.ts';
import { mondayOf, wholeWeeksBetween } from '../policy/calendar/week.ts';
import {
  cleannessOf,
  pooled,
  POOLED_WEEKS,
  type Cleanness,
  type WeekOfSources,
} from '../policy/source-log/completeness.ts';

export const COMPLETENESS_DEFINITION =
  'New clients, by the week (Monday to Sunday, in the practice’s time zone) in which they became known here, and of how many it is known how they came; "rather not say" counts as known. Clients who came in a file were here before, and do not count. Pooled: the last thirteen weeks that are over. Before thirteen weeks it says still_learning; after them, clean from nine in ten.';

/** `over`: a complete week, which counts in the pool. */
type SourceWeek = WeekOfSources & { week: string; over: boolean };
export type Completeness = { weeks: SourceWeek[]; pooled: WeekOfSources; state: Cleanness };

const QUESTION = `
  select to_char(date_trunc('week', c.created_at at time zone ?), 'YYYY-MM-DD') as week,
    count(*)::int as "newClients", count(c.source_kind)::int as answered
  from client c where c.practice_id = ? and not c.imported and c.created_at >= ?::timestamptz
  group by 1`;

/** How many new clients have a known source: thirteen weeks and the current one (S23, S29). */
export async function completeness(tx: Tx, practice: Practice): Promise<Completeness> {
  const { timezone } = practice;
  const monday = mondayOf(tx.now, timezone);
  const first = monday.subtract({ weeks: POOLED_WEEKS });
  const since = first.toZonedDateTime(timezone).toInstant().toString();
  const found = await tx.em.execute<(WeekOfSources & { week: string })[]>(QUESTION, [
    timezone,
    tx.practiceId,
    since,
  ]);
  const weeks = Array.from({ length: POOLED_WEEKS + 1 }, (_, index): SourceWeek => {
    const week = first.add({ weeks: index }).toString();
    const { newClients, answered } = found.find((row) => row.week === week) ?? { newClients: 0, answered: 0 };
    return { week, newClients, answered, over: index < POOLED_WEEKS };
  });
  const all = pooled(weeks.filter(({ over }) => over));
  const weeksOver = wholeWeeksBetween(practice.createdAt, tx.now, timezone);
  return { weeks, pooled: all, state: cleannessOf(all, weeksOver) };
}
