import { randomUUIDv7 } from 'node:crypto';
import { nameHash } from '../entities/sealing/look-up.ts';
import { Source } from '../entities/source.ts';
import type { SourceKind } from '../policy/source-kinds.ts';
import type { Fact } from './fact.ts';

export type SourceName = { kind: SourceKind; name: string };

/** The id by which the log knows each of these sources; what is not known yet becomes known, in three statements. */
export async function sourcesByName(
  fact: Fact,
  names: readonly SourceName[],
): Promise<(of: SourceName) => string | null> {
  const hashes = new Map(names.map(({ name }) => [name, '']));
  for (const name of hashes.keys()) hashes.set(name, nameHash(name));
  const keyOf = ({ kind, name }: SourceName): string => `${kind}/${hashes.get(name) ?? ''}`;
  const known = await knownSources(fact, [...hashes.values()]);
  const missing = new Map(names.filter((one) => !known.has(keyOf(one))).map((one) => [keyOf(one), one]));
  if (missing.size > 0) await addSources(fact, [...missing.values()], hashes);
  const refs = missing.size > 0 ? await knownSources(fact, [...hashes.values()]) : known;
  return (of) => refs.get(keyOf(of)) ?? null;
}

/** Whom somebody at the desk has named in the meantime is not named twice. */
async function addSources(
  { em, practiceId, now }: Fact,
  names: readonly SourceName[],
  hashes: ReadonlyMap<string, string>,
): Promise<void> {
  const shared = { practiceId, createdAt: now, updatedAt: now };
  await em.upsertMany(
    Source,
    names.map((one) => ({ ...shared, ...one, id: randomUUIDv7(), nameHash: hashes.get(one.name) ?? '' })),
    {
      onConflictFields: ['practiceId', 'kind', 'nameHash'],
      onConflictAction: 'ignore',
      disableIdentityMap: true,
    },
  );
}

/** Whoever it is known to be, else the source itself. */
async function knownSources(fact: Fact, hashes: readonly string[]): Promise<Map<string, string>> {
  if (hashes.length === 0) return new Map();
  const known = await fact.em.find(
    Source,
    { nameHash: { $in: [...hashes] } },
    { exclude: ['name'], disableIdentityMap: true },
  );
  return new Map(
    known.map(({ kind, nameHash: hash, client, professional, id }) => [
      `${kind}/${hash}`,
      client?.id ?? professional?.id ?? id,
    ]),
  );
}
