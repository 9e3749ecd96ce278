import { sql, type RawBuilder } from 'kysely';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';
import type { Tx } from '../transaction.ts';

/** The broadcast that is being sent: what it sent itself is not before it. */
export type Asking = { broadcastId: string | null };

/** Of which people it is asked; all of a practice where it is not said. */
export type Only = { only?: readonly string[] | undefined };

/**
 * When the person `p` (a row of this table) last had something that went to many, or a hello (4.5d), by their record or their
 * address: rows of `template` and `at`, of e-mails that left, or may have left. A rehearsal told nobody. Each person's are
 * looked up by index: what the planner knows of e-mails is minutes old, and a broadcast writes thousands meanwhile.
 */
export function hadBefore(
  { practiceId }: Tx,
  table: 'professional' | 'client',
  { broadcastId }: Asking,
): RawBuilder<unknown> {
  const went = sql`m.practice_id = ${practiceId}::uuid
    and (m.broadcast_id is not null or m.template = ${TEMPLATE.quietSource})
    and m.broadcast_id is distinct from ${broadcastId}::uuid
    and (m.status in ('sending', 'sent', 'unknown') or (m.status = 'held' and m.why = 'unknown_outcome'))`;
  const at = sql`coalesce(m.sent_at, m.updated_at) as at`;
  return sql`
    select m.template, ${at} from message m where ${sql.ref(`m.${table}_id`)} = p.id and ${went}
    union all
    select m.template, ${at} from message m where m.to_hash = p.email_hash and ${went}`;
}

/** What people wrote back, and not their machines, as rows of `who` and `at`. */
export function wroteBack(
  { practiceId }: Tx,
  column: 'professional_id' | 'client_id',
  { only }: Only = {},
): RawBuilder<unknown> {
  const person = sql.ref(`i.${column}`);
  return sql`
    select ${person} as who, max(i.received_at) as at from inbound_mail i
    where i.practice_id = ${practiceId}::uuid and ${person} is not null and i.kind <> 'automatic' ${among(person, only)}
    group by 1`;
}

/** A further condition, where only some are asked about. */
export function among(column: RawBuilder<unknown>, only: readonly string[] | undefined): RawBuilder<unknown> {
  return only === undefined ? sql`` : sql`and ${column} = any(${only}::uuid[])`;
}
