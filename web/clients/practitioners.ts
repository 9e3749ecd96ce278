import type { Ask, SuccessOf } from '../../api/ask.ts';

export type Practitioner = Pick<SuccessOf<'GET /staff'>['items'][number], 'id' | 'name' | 'active'>;

/** Everybody here who sees clients, or did. */
export async function practitionersOf(ask: Ask): Promise<Practitioner[]> {
  const { items } = await ask('GET /staff', { query: { limit: '200' } });
  return items.filter(({ roles }) => roles.includes('practitioner'));
}

/** What the practitioner with this id is called; null where there is none. */
export function practitionerName(
  practitioners: readonly Practitioner[],
  wanted: string | null,
): string | null {
  return practitioners.find(({ id }) => id === wanted)?.name ?? null;
}
