import { sql, type RawBuilder } from 'kysely';
import type { Question } from './report.ts';

/**
 * Everybody who got in touch in the period: the columns of `groupedBy`, their fit, and as `took` the elapsed time to
 * their first session, which is what was reported of them or the first attended session since, whichever is earlier
 * (domain §5b); null: they have not come.
 */
export function converted({ tx, period: { from, to } }: Question): RawBuilder<unknown> {
  return sql`
    select e.received_at as at, e.practitioner_id as practitioner, e.service_line_id as service_line, null::text as stage,
      e.source_kind, e.source_ref, e.fit, least(e.attended_at, came.at) - e.received_at as took
    from enquiry e left join lateral (
      select s.at from client_session s where s.practice_id = ${tx.practiceId} and s.client_id = e.client_id
        and s.status = 'attended' and s.at >= e.received_at and s.at <= ${tx.now}
      order by s.at limit 1) came on e.client_id is not null
    where e.practice_id = ${tx.practiceId} and e.received_at >= ${from} and e.received_at < ${to}`;
}
