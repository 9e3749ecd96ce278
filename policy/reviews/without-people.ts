export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Fields that are, or may be, somebody's name or id. A name of a directory can be looked up by its id when it is read. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['name', 'clientId', 'professionalId', 'staffId']);

/** Figures without a name and without the id of a client or a colleague elsewhere; suppressed, of nobody who works here either. */
export function withoutPeople(figures: Json, reader: 'all' | 'suppressed'): Json {
  if (typeof figures !== 'object' || figures === null) return figures;
  if (isList(figures)) return figures.map((one) => withoutPeople(one, reader));
  const kept = Object.entries(figures).filter(
    ([key]) => !OF_PEOPLE.has(key) && !(reader === 'suppressed' && key === 'practitionerId'),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutPeople(value, reader)]));
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
