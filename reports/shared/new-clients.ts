import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../facts/transaction.ts';
import type { ReportPeriod } from '../../policy/reports/report-period.ts';

/**
 * Who was first seen here in this time, as a table with `client_id`, `at`, `generation`, `source_kind`, `source_ref` (who or
 * what it is; a source that stands for a client or a colleague is that person) and `source_line`. An erased referrer stays
 * one referrer: their id is in the line of the log, which is looked up for them alone.
 */
export function newClients({ practiceId }: Tx, { from, to }: ReportPeriod): RawBuilder<unknown> {
  const seen = sql`c.practice_id = ${practiceId} and c.first_attended_at >= ${from} and c.first_attended_at < ${to}`;
  const inTheLog = sql`c.source_ref is null and c.source_line is not null
    and (c.source_kind = 'client' or c.erased_at is not null)`;
  const kept = sql`c.id as client_id, c.first_attended_at as at, c.generation, c.source_line, c.source_kind`;
  return sql`(
    select came.client_id, came.at, came.generation, coalesce(came.source_kind, 'unknown') as source_kind, came.source_line,
      coalesce(s.client_id, s.professional_id, came.source_ref) as source_ref
    from (
      select ${kept}, c.source_ref from client c where ${seen} and (${inTheLog}) is not true
      union all
      select ${kept}, case when gone.merged_into is null then l.source_ref end from client c
      left join source_log_line l on l.practice_id = ${practiceId} and l.number = c.source_line
      left join client gone on gone.practice_id = ${practiceId} and gone.id = l.source_ref
      where ${seen} and ${inTheLog}) came
    left join source s on s.practice_id = ${practiceId} and s.id = came.source_ref)`;
}

/** The same with `parent_id`: the nearest client of the chain that led here (§5.5). */
export function clientsWithParents(tx: Tx, period: ReportPeriod): RawBuilder<unknown> {
  return sql`(
    select came.*, case when came.source_kind = 'client' then came.source_ref else (
      jsonb_path_query_first(l.hops, '$[*] ? (@.kind == "client")') ->> 'clientId')::uuid end as parent_id
    from ${newClients(tx, period)} came
    left join source_log_line l on l.practice_id = ${tx.practiceId} and l.number = came.source_line and l.hops is not null)`;
}
