import { sql, type RawBuilder } from 'kysely';
import { SENT_AS, type NoticeKind } from '../../policy/broadcasts/broadcast-terms.ts';
import type { Tx } from '../transaction.ts';

/**
 * When each colleague had been told that we are full, as rows of `colleague_id` and `told` (a `tstzmultirange`): from their
 * M10 to their next M12, by e-mail or, where none may go, by a person (`tell_by_hand`); open-ended where none followed.
 * A statement that expires ends none of it (§5c 5.4a); a rehearsal told nobody. `only`: of these colleagues.
 */
export function toldFull(tx: Tx, only?: readonly string[]): RawBuilder<unknown> {
  return sql`
    select n.professional_id as colleague_id, range_agg(tstzrange(n.at, n.until)) filter (where n.is_full) as told
    from (
      select t.professional_id, t.is_full, t.at, min(t.at) filter (where not t.is_full) over (
        partition by t.professional_id order by t.at, t.is_full desc rows between current row and unbounded following) as until
      from (
        select f.professional_id, f.at, true as is_full from (${timesTold(tx, 'full', { only })}) f
        union all
        select e.professional_id, e.at, false from (${timesTold(tx, 'places_again', { only })}) e) t) n
    group by 1 having bool_or(n.is_full)`;
}

type Asked = {
  /** A broadcast that is being sent: what it sent itself is not before it. */
  broadcastId?: string | null;
  /** Of these colleagues alone. */
  only?: readonly string[] | undefined;
};

/**
 * Each time that a colleague was told this, as rows of `professional_id`, `at` and `by_hand`: by an e-mail that left, or may
 * have left, or by a person who pressed done.
 */
export function timesTold(
  { practiceId }: Tx,
  what: NoticeKind,
  { broadcastId = null, only }: Asked = {},
): RawBuilder<unknown> {
  const theirs = (column: string) =>
    only === undefined ? sql`${sql.ref(column)} is not null` : sql`${sql.ref(column)} = any(${only}::uuid[])`;
  return sql`
    select m.professional_id, coalesce(m.sent_at, m.updated_at) as at, false as by_hand from message m
    where m.practice_id = ${practiceId}::uuid and m.template = ${SENT_AS[what].template} and ${theirs('m.professional_id')}
      and m.broadcast_id is not null and m.broadcast_id is distinct from ${broadcastId}::uuid
      and (m.status in ('sending', 'sent', 'unknown') or (m.status = 'held' and m.why = 'unknown_outcome'))
    union all
    select k.professional_id, k.done_at, true from task k
    where k.practice_id = ${practiceId}::uuid and k.kind = 'tell_by_hand' and k.status = 'done' and k.why = ${what}
      and ${theirs('k.professional_id')}`;
}
