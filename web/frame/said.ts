import { isWordKey, type WordKey } from '../words/catalogue.ts';

/** What an address says of the last act; anything that is not on the list is ignored. */
export type Said = { key: WordKey; at: string | null };

const ID = /^[\w-]{1,64}$/;

/** The sentence that an address brings along (`?said=…&at=…`): a key of the catalogue made for that, and an id. */
export function saidIn(query: Readonly<Record<string, unknown>>): Said | null {
  const { said, at } = query;
  if (typeof said !== 'string' || !said.includes('.said.') || !isWordKey(said)) return null;
  return { key: said, at: typeof at === 'string' && ID.test(at) ? at : null };
}

/** An address with what was just done. */
export function saying(address: string, key: WordKey, at: string | null): string {
  const url = new URL(address, 'http://here');
  url.searchParams.set('said', key);
  if (at !== null && ID.test(at)) url.searchParams.set('at', at);
  return `${url.pathname}${url.search}`;
}
