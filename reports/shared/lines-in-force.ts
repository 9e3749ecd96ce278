import { sql, type RawBuilder } from 'kysely';
import type { LINE_KINDS } from '../../entities/source-log-line.ts';
import type { Tx } from '../../facts/transaction.ts';
import type { ReportPeriod } from '../../policy/reports/report-period.ts';

/**
 * Lines of the source log received in this time, as their latest correction has them: a table with `id`, `kind`,
 * `received_at`, `referral_id`, `enquiry_id`, `client_id`, `source_kind`, `source_ref` (a source that stands for a client or a
 * colleague is that person) and `is_person` (it names a client or a colleague). A correction has the time of what it
 * corrects. What was never corrected stands apart, so that PostgreSQL knows how many lines of a kind there are.
 */
export function linesInForce(
  { practiceId }: Tx,
  kinds: readonly Exclude<(typeof LINE_KINDS)[number], 'correction'>[],
  { from, to }: ReportPeriod,
): RawBuilder<unknown> {
  const received = (line: string) => {
    const at = sql.ref(`${line}.received_at`);
    return sql`${sql.ref(`${line}.practice_id`)} = ${practiceId} and ${at} >= ${from} and ${at} < ${to}`;
  };
  const kept = sql`l.id, l.kind, l.received_at, l.referral_id`;
  const ofThese = sql`${received('l')} and l.kind in (${sql.join(kinds)})`;
  return sql`(
    select l.id, l.kind, l.received_at, l.referral_id, l.enquiry_id, l.client_id, l.source_kind,
      coalesce(s.client_id, s.professional_id, l.source_ref) as source_ref,
      l.source_kind in ('client', 'professional') and l.source_ref is not null
        and (s.id is null or s.client_id is not null or s.professional_id is not null) as is_person
    from (
      select ${kept}, l.enquiry_id, l.client_id, l.source_kind, l.source_ref from source_log_line l
      where ${ofThese} and not exists (select 1 from source_log_line k
        where ${received('k')} and k.kind = 'correction' and k.corrects = l.number)
      union all
      select ${kept}, coalesce(k.enquiry_id, l.enquiry_id), coalesce(k.client_id, l.client_id), k.source_kind, k.source_ref
      from (
        select distinct on (k.corrects) k.corrects, k.enquiry_id, k.client_id, k.source_kind, k.source_ref
        from source_log_line k where ${received('k')} and k.kind = 'correction' order by k.corrects, k.number desc) k
      join source_log_line l on l.number = k.corrects and ${ofThese}) l
    left join source s on s.practice_id = ${practiceId} and s.id = l.source_ref)`;
}
