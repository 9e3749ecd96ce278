import { randomUUIDv7 } from 'node:crypto';
import { nameHash } from '../entities/crypto/look-up.ts';
import { Source } from '../entities/source.ts';
import type { SourceKind } from '../policy/source-log/source-kinds.ts';
import type { Tx } from '../facts/transaction.ts';

export type SourceName = { kind: SourceKind; name: string };
/** The id by which the log knows a source. */
export type RefOf = (of: SourceName) => string | null;

/** The size of the cache of names. */
const MOST_HELD = 5_000;

type Sought = SourceName & { hash: string };

const KNOWN = `
  select s.kind, s.name_hash as hash, coalesce(s.client_id, s.professional_id, s.id) as ref
  from json_to_recordset(?::json) as w(kind text, hash text)
  join source s on s.practice_id = ? and s.kind = w.kind and s.name_hash = w.hash`;

/** Resolves the sources named in a batch of rows, and adds the unknown ones. */
export function sourceFinder(tx: Tx): (names: readonly SourceName[]) => Promise<RefOf> {
  const held = new Map<string, string>();
  return async (names) => {
    if (held.size > MOST_HELD) held.clear();
    const fresh = names.filter((one) => !held.has(textKey(one)));
    const sought = [...new Map(fresh.map((one) => [textKey(one), one])).values()].map(soughtOf);
    const refs = await refsOf(tx, sought);
    for (const one of sought) {
      const ref = refs.get(hashKey(one));
      if (ref !== undefined) held.set(textKey(one), ref);
    }
    return (of) => held.get(textKey(of)) ?? null;
  };
}

function soughtOf({ kind, name }: SourceName): Sought {
  return { kind, name, hash: nameHash(name) };
}

async function refsOf(tx: Tx, sought: readonly Sought[]): Promise<Map<string, string>> {
  if (sought.length === 0) return new Map();
  const known = await knownSources(tx, sought);
  const missing = new Map(sought.filter((one) => !known.has(hashKey(one))).map((one) => [hashKey(one), one]));
  if (missing.size === 0) return known;
  await addSources(tx, [...missing.values()]);
  return knownSources(tx, sought);
}

/** Ignores sources that were added concurrently. */
async function addSources({ em, practiceId, now }: Tx, sought: readonly Sought[]): Promise<void> {
  const shared = { practiceId, createdAt: now, updatedAt: now };
  await em.upsertMany(
    Source,
    sought.map(({ kind, name, hash }) => ({ ...shared, id: randomUUIDv7(), kind, name, nameHash: hash })),
    {
      onConflictFields: ['practiceId', 'kind', 'nameHash'],
      onConflictAction: 'ignore',
      disableIdentityMap: true,
    },
  );
}

/** The client or professional behind the source, else the source itself. */
async function knownSources({ em, practiceId }: Tx, sought: readonly Sought[]): Promise<Map<string, string>> {
  const keys = sought.map(({ kind, hash }) => ({ kind, hash }));
  const rows = await em.execute<{ kind: SourceKind; hash: string; ref: string }[]>(KNOWN, [
    JSON.stringify(keys),
    practiceId,
  ]);
  return new Map(rows.map((row) => [hashKey(row), row.ref]));
}

function textKey({ kind, name }: SourceName): string {
  return `${kind}/${name}`;
}

function hashKey({ kind, hash }: { kind: SourceKind; hash: string }): string {
  return `${kind}/${hash}`;
}
