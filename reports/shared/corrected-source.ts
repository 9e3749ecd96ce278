import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../facts/transaction.ts';
import type { ReportPeriod } from '../../policy/reports/report-period.ts';

/**
 * The latest correction of every line of the source log that was received in a time and corrected (a correction has the
 * time of what it corrects): a table with `number` (the line), `source_kind` and `client_id` (where it names a client: the
 * one that record is part of today). What is joined by `number` and finds nothing was never corrected.
 */
export function latestCorrections({ practiceId }: Tx, { from, to }: ReportPeriod): RawBuilder<unknown> {
  return sql`(
    select latest.number, latest.source_kind,
      case when latest.source_kind = 'client'
        then coalesce(s.client_id, c.merged_into, latest.source_ref) end as client_id
    from (select distinct on (l.corrects) l.corrects as number, l.source_kind, l.source_ref from source_log_line l
      where l.practice_id = ${practiceId} and l.kind = 'correction'
        and l.received_at >= ${from} and l.received_at < ${to} order by l.corrects, l.number desc) latest
    left join client c on c.practice_id = ${practiceId} and c.id = latest.source_ref and c.merged_into is not null
    left join source s on s.practice_id = ${practiceId} and s.id = latest.source_ref)`;
}

/**
 * Referrals received in a time that a client made, as a table with `id`, `client_id`, `learned_from` and `received_at`.
 * "I've told someone" is none, and the latest correction of a line says who it was (domain §5b).
 */
export function clientReferrals(tx: Tx, { from, to }: ReportPeriod): RawBuilder<unknown> {
  return sql`(
    select r.id, r.learned_from, r.received_at,
      case when corrected.number is null then r.referrer_client_id
        when corrected.source_kind = 'client' then coalesce(corrected.client_id, r.referrer_client_id) end as client_id
    from referral r left join ${latestCorrections(tx, { from, to })} corrected on corrected.number = r.number
    where r.practice_id = ${tx.practiceId} and r.kind = 'referral' and r.received_at >= ${from} and r.received_at < ${to})`;
}
