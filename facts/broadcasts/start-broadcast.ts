import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { Broadcast } from '../../entities/broadcast.ts';
import type { Practice } from '../../entities/practice.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { lockKey } from '../locks/lock-key.ts';
import { conflict } from '../refusal.ts';
import { tables } from '../tables.ts';
import { audit, type Tx } from '../transaction.ts';
import { listRecipients, type Listed, type NewBroadcast } from './list-recipients.ts';

/**
 * Begins it: its list is frozen in this transaction, and everybody on it hears it once. One of a kind is under way at a
 * time (409).
 */
export async function startBroadcast(tx: Tx, practice: Practice, asked: NewBroadcast): Promise<Broadcast> {
  const { kind } = asked;
  await lockKey(tx, `broadcast/${kind}`);
  if ((await tx.em.count(Broadcast, { kind, status: { $in: ['running', 'paused'] } })) > 0)
    throw conflict('One of this kind is under way: let it end, or cancel it first.');
  return beginBroadcast(tx, asked, await listRecipients(tx, practice, asked), tx.actor.staffId);
}

/** The same with a list that was made just now; `askedBy`: who signs it, null where it goes by itself and an owner does. */
export async function beginBroadcast(
  tx: Tx,
  asked: NewBroadcast,
  listed: Listed,
  askedBy: string | null,
): Promise<Broadcast> {
  const { em, practiceId, now } = tx;
  const { kind } = asked;
  const broadcast = em.create(Broadcast, {
    id: randomUUIDv7(),
    practiceId,
    kind,
    status: 'running',
    perDay: asked.perDay ?? null,
    onlyTo: asked.onlyTo ?? null,
    frozen: listed.recipients.length,
    written: 0,
    spellId: asked.spellId ?? null,
    createdBy: askedBy,
    createdAt: now,
    updatedAt: now,
  });
  await em.flush();
  await freeze(tx, broadcast.id, listed);
  await openCommitment(tx, 'broadcast', broadcast.id);
  audit(tx, 'create', { entity: 'broadcast', id: broadcast.id }, [kind]);
  return broadcast;
}

/** The whole list in one statement; ids are in the order of the list. */
async function freeze(tx: Tx, broadcastId: string, { to, recipients }: Listed): Promise<void> {
  const { practiceId, now } = tx;
  const person = sql.ref(to === 'clients' ? 'client_id' : 'professional_id');
  const ids = recipients.map(() => randomUUIDv7());
  await sql`
    insert into broadcast_recipient (practice_id, id, broadcast_id, position, ${person}, created_at, updated_at)
    select ${practiceId}::uuid, id, ${broadcastId}::uuid, position, person, ${now}, ${now}
    from unnest(${ids}::uuid[], ${recipients.map(({ id }) => id)}::uuid[]) with ordinality as listed (id, person, position)`.execute(
    tables(tx),
  );
}
