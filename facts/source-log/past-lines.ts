import { createHash } from 'node:crypto';
import { keyring } from '../../entities/crypto/keyring.ts';
import type { Hop, SourceAnswer } from '../../policy/source-log/source-kinds.ts';
import { relationshipsDueNow } from '../commitments/reevaluate-relationships.ts';
import type { Tx } from '../transaction.ts';
import { lockGenerations, SENT_BY } from './assign-source.ts';

export type PastLine = {
  id: string;
  clientId: string | null;
  kind: SourceAnswer;
  ref: string | null;
  hops: Hop[] | null;
  channel: string;
  at: string;
  generation: number | null;
};

/**
 * Lines are buffered until the end of the file: the counter is locked last, so that the desk need not wait for the
 * import.
 */
export type PastLines = {
  /** Returns how many are new. */
  add(lines: readonly PastLine[]): Promise<number>;
  write(): Promise<void>;
};

type Chunk = { count: number; ofClients: boolean; text: string };

const TYPED = `json_to_recordset(?::json) as w(id uuid, nth int, "clientId" uuid, kind text, ref uuid, hops jsonb, channel text,
  at timestamptz, generation int)`;

const KNOWN = `select id from source_log_line where practice_id = ? and id = any(?::uuid[])`;

const NUMBERS = `
  insert into counter (practice_id, name, value) values (?, 'source_log', ?)
  on conflict (practice_id, name) do update set value = counter.value + excluded.value returning value`;

const ADD = `
  insert into source_log_line (practice_id, id, number, kind, client_id, source_kind, source_ref, hops, channel, received_at,
    recorded_at, recorded_by)
  select ?, w.id, ? + w.nth, 'past', w."clientId", w.kind, w.ref, w.hops, w.channel, w.at, ?, ? from ${TYPED}`;

const GIVE = `
  update client c set source_kind = w.kind, source_ref = w.ref, source_line = ? + w.nth, generation = w.generation, updated_at = ?
  from ${TYPED} where c.practice_id = ? and c.id = w."clientId" and c.source_kind is null`;

/** Computes missing generations from every client whose own is known (§5.5). */
const COUNT = `
  with recursive came(id, generation) as (
    select c.id, c.generation from client c where c.practice_id = ? and c.generation is not null
    union all
    select c.id, came.generation + 1 from came join client c
      on c.practice_id = ? and c.generation is null and ${SENT_BY} = came.id)
  update client set generation = came.generation from came
  where client.practice_id = ? and client.id = came.id and client.generation is null`;

const NOT_ASKED_ANY_MORE = `
  update task set status = 'done', done_at = ?, done_by = ?, updated_at = ?
  where practice_id = ? and kind = 'ask_source' and status = 'open'
    and client_id in (select id from client where practice_id = ? and source_kind is not null)`;

/** Collects the lines of one file; numbers are assigned at its end. */
export function pastLines(tx: Tx): PastLines {
  const chunks: Chunk[] = [];
  const colleagues = new Set<string>();
  return {
    async add(lines) {
      const known = await knownIds(tx, lines);
      const added = lines.filter(({ id }) => !known.has(id));
      const text = JSON.stringify(added.map((line, index) => ({ ...line, nth: index + 1 })));
      const ofClients = added.some(({ clientId }) => clientId !== null);
      for (const { kind, ref } of added) if (kind === 'professional' && ref !== null) colleagues.add(ref);
      if (added.length > 0) chunks.push({ count: added.length, ofClients, text });
      return added.length;
    },
    async write() {
      await relationshipsDueNow(tx, [...colleagues]);
      await writeLines(tx, chunks);
    },
  };
}

/**
 * Deterministic ids: the hash of a row's content and its ordinal among equal rows, so that importing a file again adds
 * nothing.
 */
export function lineKeys(): (meaning: readonly unknown[]) => string {
  const seen = new Map<string, number>();
  return (meaning) => {
    const hash = keyring().lookUpHash(JSON.stringify(meaning), 'past');
    const place = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, place);
    return uuidOf(`${hash}/${place}`);
  };
}

/** A deterministic UUID (version 8). */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function knownIds({ em, practiceId }: Tx, lines: readonly PastLine[]): Promise<Set<string>> {
  const ids = lines.flatMap(({ id, clientId }) => (clientId === null ? id : []));
  if (ids.length === 0) return new Set();
  const rows = await em.execute<{ id: string }[]>(KNOWN, [practiceId, `{${ids.join(',')}}`]);
  return new Set(rows.map(({ id }) => id));
}

async function writeLines(tx: Tx, chunks: readonly Chunk[]): Promise<void> {
  const { em, practiceId, now, actor } = tx;
  const total = chunks.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return;
  const at = now.toISOString();
  const [last] = await em.execute<{ value: number }[]>(NUMBERS, [practiceId, total]);
  await lockGenerations(tx);
  let before = (last?.value ?? total) - total;
  for (const { count, ofClients, text } of chunks) {
    await em.execute(ADD, [practiceId, before, at, actor.staffId, text]);
    if (ofClients) await em.execute(GIVE, [before, at, text, practiceId]);
    before += count;
  }
  await em.execute(COUNT, [practiceId, practiceId, practiceId]);
  await em.execute(NOT_ASKED_ANY_MORE, [at, actor.staffId, at, practiceId, practiceId]);
}
