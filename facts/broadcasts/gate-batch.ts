import { sql } from 'kysely';
import type { Broadcast } from '../../entities/broadcast.ts';
import type { Practice } from '../../entities/practice.ts';
import type { Candidate } from '../../policy/broadcasts/leave-out.ts';
import { tables } from '../tables.ts';
import type { Tx } from '../transaction.ts';
import { candidatesFor, type Listed } from './list-recipients.ts';
import type { Turn } from './pick-batch.ts';

type Asked = { broadcast: Broadcast; practice: Practice; to: Listed['to'] };

/** What the gate says of one whose turn it is: why nothing leaves, or null; `address`: the hash of theirs. */
export type Gated = { why: string | null; address: string | null };

/**
 * Everything that was asked when the list was frozen is asked again, in the transaction that sends, of all whose turn it
 * is at once; nobody has it twice because two records became one person, or one address, since.
 */
export async function gateBatch(
  tx: Tx,
  { broadcast, practice, to }: Asked,
  turns: readonly Turn[],
): Promise<ReadonlyMap<string, Gated>> {
  if (broadcast.status === 'cancelled')
    return new Map(turns.map(({ id }) => [id, { why: 'cancelled', address: null }]));
  const only = turns.map(({ personId }) => personId);
  const { kind, spellId = null, createdAt: at, id: broadcastId } = broadcast;
  const asked = { kind, spellId, only, at, broadcastId };
  const found = await candidatesFor(tx, practice, asked);
  const candidates = new Map(found.map((candidate) => [candidate.id, candidate]));
  const had = await whoHasIt(tx, { broadcast, to, turns, candidates });
  const gated = new Map<string, Gated>();
  for (const { id, personId } of turns) {
    const candidate = candidates.get(personId);
    const address = candidate?.address ?? null;
    const keys = [personId, ...(address ? [address] : [])];
    const hasIt = keys.some((key) => had.has(key));
    const why = candidate ? (candidate.why ?? (hasIt ? 'already_sent' : null)) : 'erased';
    if (why === null) for (const key of keys) had.add(key);
    gated.set(id, { why, address });
  }
  return gated;
}

type Had = Pick<Asked, 'broadcast' | 'to'> & {
  turns: readonly Turn[];
  candidates: ReadonlyMap<string, Candidate<string>>;
};

/** People and addresses, of those asked about, that another e-mail of this broadcast went to, or may have gone to; each looked up by index. */
async function whoHasIt(tx: Tx, { broadcast, to, turns, candidates }: Had): Promise<Set<string>> {
  const person = sql.ref(to === 'clients' ? 'm.client_id' : 'm.professional_id');
  const people = turns.map(({ personId }) => personId);
  const addresses = [...candidates.values()].flatMap(({ address }) => address ?? []);
  const went = sql`m.practice_id = ${tx.practiceId}::uuid and m.broadcast_id is not null
    and m.broadcast_id is not distinct from ${broadcast.id}::uuid
    and (m.status in ('sending', 'sent', 'unknown', 'would_send') or (m.status = 'held' and m.why = 'unknown_outcome'))
    and m.id <> all(${turns.map(({ id }) => id)}::uuid[])`;
  const { rows } = await sql<{ key: string }>`
    select asked.key::text from unnest(${people}::uuid[]) as asked (key)
    cross join lateral (select from message m where ${person} = asked.key and ${went} limit 1) m
    union
    select asked.key from unnest(${addresses}::text[]) as asked (key)
    cross join lateral (select from message m where m.to_hash = asked.key and ${went} limit 1) m`.execute(
    tables(tx),
  );
  return new Set(rows.map(({ key }) => key));
}
