import type { Ask } from '../../api/ask.ts';

type Named = { id: string; name: string };

/** Everybody who works or worked here, by their ids. */
export async function staffNames(ask: Ask): Promise<ReadonlyMap<string, string>> {
  const { items } = await ask('GET /staff', { query: { limit: '200' } });
  return new Map(items.map(({ id, name }) => [id, name]));
}

/** Whom somebody can be with, in the order of their names. */
export async function practitionersOf(ask: Ask): Promise<readonly Named[]> {
  const { items } = await ask('GET /staff', { query: { limit: '200' } });
  return items
    .filter(({ active, roles }) => active && roles.includes('practitioner'))
    .map(({ id, name }) => ({ id, name }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}
