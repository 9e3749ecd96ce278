import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../transaction.ts';

type Between = { from: Date; until: Date };

/** Every arrival that there ever was. */
export const EVER = new Date(0);

/**
 * Arrivals (§5c, 4.5a), as rows of `colleague_id` and `at`: the lines of the log of kind referral, enquiry or past that were
 * received in [from, until] and whose source, by their latest correction, is that colleague or a source linked to them. A
 * referral and its enquiry are one arrival; "told" is none. `only`: those of these colleagues, found without reading the log.
 */
export function arrivalsOfColleagues(
  tx: Tx,
  between: Between,
  only?: readonly string[],
): RawBuilder<unknown> {
  const { practiceId } = tx;
  const refs =
    only === undefined
      ? null
      : sql`(select unnest(${only}::uuid[]) union all
          select s.id from source s where s.practice_id = ${practiceId}::uuid and s.professional_id = any(${only}::uuid[]))`;
  return sql`
    select a.colleague_id, min(a.at) as at from (
      select coalesce(s.professional_id, v.source_ref) as colleague_id, v.received_at as at,
        coalesce(r.enquiry_id, v.enquiry_id, v.id) as about
      from (${linesInForce(tx, ['referral', 'enquiry', 'past'], between, refs)}) v
      left join source s on s.practice_id = ${practiceId}::uuid and s.id = v.source_ref
      left join referral r on r.practice_id = ${practiceId}::uuid and r.id = v.referral_id
      where v.source_ref is not null
        and (s.professional_id is not null or (s.id is null and v.source_kind = 'professional'))) a
    group by a.colleague_id, a.about`;
}

/** The clients whose referrals were received in [from, until], by the latest correction, as rows of `client_id`. */
export function clientsWhoReferred(tx: Tx, between: Between): RawBuilder<unknown> {
  return sql`
    select distinct coalesce(s.client_id, v.source_ref) as client_id
    from (${linesInForce(tx, ['referral'], between)}) v
    left join source s on s.practice_id = ${tx.practiceId}::uuid and s.id = v.source_ref
    where v.source_ref is not null and (s.client_id is not null or (s.id is null and v.source_kind = 'client'))`;
}

/**
 * Lines of these kinds with the source of their latest correction; `refs`: those only whose source is among them. What was
 * never corrected stands apart, so that PostgreSQL can look either up by its source.
 */
function linesInForce(
  { practiceId }: Tx,
  kinds: readonly string[],
  { from, until }: Between,
  refs: RawBuilder<unknown> | null = null,
): RawBuilder<unknown> {
  const among = (column: string) => (refs === null ? sql`true` : sql`${sql.ref(column)} in ${refs}`);
  const asked = sql`l.practice_id = ${practiceId}::uuid and l.kind in (${sql.join(kinds)})
    and l.received_at between ${from} and ${until}`;
  const columns = sql`l.id, l.received_at, l.referral_id`;
  return sql`
    select ${columns}, l.enquiry_id, l.source_kind, l.source_ref from source_log_line l
    where ${asked} and ${among('l.source_ref')} and not exists (select 1 from source_log_line k
      where k.practice_id = ${practiceId}::uuid and k.corrects is not null and k.corrects = l.number)
    union all
    select ${columns}, coalesce(k.enquiry_id, l.enquiry_id), k.source_kind, k.source_ref
    from source_log_line k
    join source_log_line l on l.number = k.corrects and ${asked}
    where k.practice_id = ${practiceId}::uuid and k.corrects is not null and ${among('k.source_ref')}
      and not exists (select 1 from source_log_line later where later.practice_id = ${practiceId}::uuid
        and later.corrects is not null and later.corrects = k.corrects and later.number > k.number)`;
}
