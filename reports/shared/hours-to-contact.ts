import { sql } from 'kysely';
import { tables } from '../../facts/tables.ts';
import type { Question } from './report.ts';

/** Elapsed hours from getting in touch to the first reply; null: nobody had one. */
export type HoursToContact = { median: number | null; p90: number | null };

const NOBODY: HoursToContact = { median: null, p90: null };

/** Of everybody who got in touch in the period and had a reply (§5.1); quantiles interpolate linearly. */
export async function hoursToContact({
  tx,
  period: { from, to },
}: Question): Promise<{ of: Map<string | null, HoursToContact>; all: HoursToContact }> {
  const { rows } = await sql<HoursToContact>`
    select percentile_cont(0.5) within group (order by took.hours) as median,
      percentile_cont(0.9) within group (order by took.hours) as p90
    from (select date_part('epoch', e.contacted_at - e.received_at) / 3600 as hours from enquiry e
      where e.practice_id = ${tx.practiceId} and e.received_at >= ${from} and e.received_at < ${to}
        and e.contacted_at is not null) took`.execute(tables(tx));
  return { of: new Map(), all: rows[0] ?? NOBODY };
}
