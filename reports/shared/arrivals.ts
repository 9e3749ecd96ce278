import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../facts/transaction.ts';
import type { ReportPeriod } from '../../policy/reports/report-period.ts';
import { linesInForce } from './lines-in-force.ts';

/**
 * Whoever arrived through a colleague in this time (§5c 4.5a), as a table with `source_ref` (the colleague) and `at`: lines
 * of the log of kind referral, enquiry or past; those of a referral and of its enquiry are one arrival, at the earlier.
 */
export function arrivals(tx: Tx, period: ReportPeriod): RawBuilder<unknown> {
  return sql`(
    select l.source_ref, min(l.received_at) as at
    from ${linesInForce(tx, ['referral', 'enquiry', 'past'], period)} l
    left join referral r on r.practice_id = ${tx.practiceId} and r.id = l.referral_id
      and r.received_at >= ${period.from} and r.received_at < ${period.to}
    where l.is_person and l.source_kind = 'professional'
    group by l.source_ref, coalesce(r.enquiry_id, l.enquiry_id, l.id))`;
}
