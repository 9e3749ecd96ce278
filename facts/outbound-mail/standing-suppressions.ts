import { sql, type RawBuilder } from 'kysely';
import { firstReason, type Suppressed } from '../../policy/outbound-mail/suppression.ts';
import { tables } from '../tables.ts';
import type { Tx } from '../transaction.ts';

/**
 * What stands against an address, for statements that ask about many; `practice` and `hash` are expressions of theirs. Every
 * question whether somebody may be written to is asked here. What happened at another practice is `suppressed`.
 */
export function standingOf(
  practice: RawBuilder<unknown>,
  hash: RawBuilder<unknown>,
  now: Date,
): RawBuilder<Suppressed[]> {
  return sql<Suppressed[]>`to_json(array(
    select s.reason from suppression s
    where s.practice_id = ${practice} and s.email_hash = ${hash} and ${stands('s', now)}
    union all
    select 'suppressed' from installation_suppression i
    where i.email_hash = ${hash} and i.practice_id is distinct from ${practice} and ${stands('i', now)}))`;
}

/** The same of one address. */
export async function standingAgainst(tx: Tx, emailHash: string): Promise<Suppressed[]> {
  await tx.em.flush();
  const question = standingOf(sql`${tx.practiceId}::uuid`, sql`${emailHash}`, tx.now).as('reasons');
  const { reasons } = await tables(tx).selectNoFrom(question).executeTakeFirstOrThrow();
  return reasons;
}

/** One row against an address, as this practice may know it; nothing of what happened elsewhere but that it did. */
export type Standing = { id: string | null; reason: Suppressed; since: Date | null; until: Date | null };

/** Timestamps are answered as text. */
type Row = {
  hash: string;
  id: string | null;
  reason: Suppressed;
  since: string | null;
  until: string | null;
};

/** The reason to show for each of these addresses that is not written to; that one takes nothing meant for many is no such reason. */
export async function shownSuppressions(
  tx: Tx,
  emailHashes: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  if (emailHashes.length === 0) return new Map();
  await tx.em.flush();
  const among = sql.join(emailHashes);
  const { rows } = await sql<Row>`
    select s.email_hash as hash, s.id, s.reason, s.at as since, s.until from suppression s
    where s.practice_id = ${tx.practiceId}::uuid and s.email_hash in (${among}) and ${stands('s', tx.now)}
      and s.reason <> 'no_broadcasts'
    union all
    select i.email_hash, null, 'suppressed', null, null from installation_suppression i
    where i.practice_id is distinct from ${tx.practiceId}::uuid and i.email_hash in (${among})
      and ${stands('i', tx.now)}`.execute(tables(tx));
  const shown = new Map<string, Standing>();
  for (const [hash, ofAddress] of Map.groupBy(rows, (row) => row.hash)) {
    const reason = firstReason(ofAddress.map((row) => row.reason));
    const row = ofAddress.find((one) => one.reason === reason);
    if (row)
      shown.set(hash, {
        id: row.id,
        reason: row.reason,
        since: dateOrNull(row.since),
        until: dateOrNull(row.until),
      });
  }
  return shown;
}

function dateOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** Neither lifted nor over. */
function stands(table: 's' | 'i', now: Date): RawBuilder<boolean> {
  const [lifted, until] = [sql.ref(`${table}.lifted_at`), sql.ref(`${table}.until`)];
  return sql<boolean>`${lifted} is null and (${until} is null or ${until} > ${now})`;
}
