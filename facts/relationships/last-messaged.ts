import { sql, type RawBuilder } from 'kysely';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';
import { tables } from '../tables.ts';
import type { Tx } from '../transaction.ts';

/** What counts against `minGap` (4.5d): full, places again, a hello, the thanks of the quarter. */
const UNASKED = ['m10', 'm12', TEMPLATE.quietSource, TEMPLATE.quarterlyThanksColleague];

/**
 * E-mails that a colleague did not ask for, as rows of `id`, `professional_id` and `at`: left, may have left, or about to. A
 * rehearsal wrote to nobody.
 */
export function unaskedMails({ practiceId }: Tx, only?: readonly string[]): RawBuilder<unknown> {
  return sql`
    select m.id, m.professional_id, coalesce(m.sent_at, m.updated_at) as at from message m
    where m.practice_id = ${practiceId}::uuid and m.professional_id is not null
      and ${only === undefined ? sql`true` : sql`m.professional_id = any(${only}::uuid[])`}
      and m.template in (${sql.join(UNASKED)})
      and (m.status in ('queued', 'sending', 'sent', 'unknown') or (m.status = 'held' and m.why = 'unknown_outcome'))`;
}

/** The latest of them to this colleague, but for the one with the id `except`. */
export async function lastMessagedAt(
  tx: Tx,
  professionalId: string,
  except: string | null,
): Promise<Date | null> {
  await tx.em.flush();
  const { rows } = await sql<{ at: string | null }>`
    select max(u.at) as at from (${unaskedMails(tx, [professionalId])}) u
    where u.id is distinct from ${except}::uuid`.execute(tables(tx));
  const at = rows[0]?.at ?? null;
  return at === null ? null : new Date(at);
}
