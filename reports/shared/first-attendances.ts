import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../facts/transaction.ts';
import type { ReportPeriod } from '../../policy/reports/report-period.ts';

/**
 * The clients who were new in this time, imported ones too: `client_id`, the columns of `groupedBy`, and as `at` the
 * earlier of what was reported of their enquiry and their first attended session (domain §5b).
 */
export function firstAttendances({ practiceId }: Tx, { from, to }: ReportPeriod): RawBuilder<unknown> {
  return sql`
    select c.id as client_id, c.first_attended_at as at, c.practitioner_id as practitioner,
      c.service_line_id as service_line, c.stage, c.source_kind, c.source_ref
    from client c
    where c.practice_id = ${practiceId} and c.first_attended_at >= ${from} and c.first_attended_at < ${to}`;
}
