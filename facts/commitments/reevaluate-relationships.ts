import { reevaluate } from '../signal.ts';
import type { Tx } from '../transaction.ts';

/** Ids of colleagues, or of sources of the log that may stand for them. */
type Refs = readonly (string | null | undefined)[];

/** Rows are locked in the order of their key, as every transaction that opens two commitments does. */
const DUE_NOW = `
  update commitment set due_at = 'epoch', signaled_at = null, signal_count = 0
  where (kind, subject_id) in (select kind, subject_id from commitment
    where practice_id = ? and kept_at is null and kind = 'relationship' and (?::uuid[] is null or subject_id = any(?::uuid[]))
    order by kind, subject_id for no key update)`;

/** What decides about every colleague alike has changed: a setting of the rhythm, or whether the practice is full. */
export async function reevaluateRelationships({ em, practiceId }: Tx): Promise<void> {
  await em.execute(DUE_NOW, [practiceId, null, null]);
}

/** Signals the colleagues behind these sources: there was a contact, or it is taken back. */
export async function reevaluateRelationshipsOf(tx: Tx, refs: Refs): Promise<void> {
  for (const id of await colleaguesBehind(tx, refs)) reevaluate(tx, 'relationship', id);
}

/** The same of many at once: they are due now, and the relay signals them. */
export async function relationshipsDueNow(tx: Tx, refs: Refs): Promise<void> {
  const ids = asArray(await colleaguesBehind(tx, refs));
  await tx.em.execute(DUE_NOW, [tx.practiceId, ids, ids]);
}

const BEHIND = `
  select subject_id as id from commitment where kind = 'relationship' and practice_id = ? and kept_at is null
    and subject_id in (select id from unnest(?::uuid[]) id
      union all select s.professional_id from source s where s.practice_id = ? and s.id = any(?::uuid[]))
  order by subject_id`;

async function colleaguesBehind({ em, practiceId }: Tx, refs: Refs): Promise<string[]> {
  const known = [...new Set(refs.filter((ref) => typeof ref === 'string'))];
  if (known.length === 0) return [];
  const among = asArray(known);
  const rows = await em.execute<{ id: string }[]>(BEHIND, [practiceId, among, practiceId, among]);
  return rows.map(({ id }) => id);
}

function asArray(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}

const EXPECT = `
  insert into commitment (kind, subject_id, practice_id, due_at, signal_count)
  select 'relationship', id, ?, ?, 0 from unnest(?::uuid[]) id order by id on conflict do nothing`;

/** Colleagues who came in a file are kept in touch with from now on; they are first looked at when `dueAt` has come. */
export async function expectRelationships(tx: Tx, ids: readonly string[], dueAt: Date): Promise<void> {
  if (ids.length > 0) await tx.em.execute(EXPECT, [tx.practiceId, dueAt, asArray(ids)]);
}
