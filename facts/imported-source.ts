import { randomUUIDv7 } from 'node:crypto';
import { nameHash } from '../entities/sealing/look-up.ts';
import { Source } from '../entities/source.ts';
import type { SourceKind } from '../policy/source-kinds.ts';
import type { Fact } from './fact.ts';

export type SourceName = { kind: SourceKind; name: string };

/** The id by which the log knows each of these sources; what is not known yet becomes known, in two statements. */
export async function sourcesByName(
  fact: Fact,
  names: readonly SourceName[],
): Promise<(of: SourceName) => string | null> {
  const hashes = new Map(names.map(({ name }) => [name, '']));
  for (const name of hashes.keys()) hashes.set(name, nameHash(name));
  const keyOf = ({ kind, name }: SourceName): string => `${kind}/${hashes.get(name) ?? ''}`;
  const refs = await knownSources(fact, [...hashes.values()]);
  const missing = new Map(names.filter((one) => !refs.has(keyOf(one))).map((one) => [keyOf(one), one]));
  const added = [...missing].map(([key, one]) => {
    const id = randomUUIDv7();
    refs.set(key, id);
    return { ...one, id, practiceId: fact.practiceId, nameHash: hashes.get(one.name) ?? '' };
  });
  const at = { createdAt: fact.now, updatedAt: fact.now };
  if (added.length > 0)
    await fact.em.insertMany(
      Source,
      added.map((one) => ({ ...one, ...at })),
    );
  return (of) => refs.get(keyOf(of)) ?? null;
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
