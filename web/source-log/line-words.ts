import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { KINDS_WITH_A_NAME } from '../../policy/source-log/source-kinds.ts';
import { named } from '../parts/named.ts';
import { listed } from '../words/listed.ts';
import { term } from '../words/term.ts';
import type { Words } from '../words/words.ts';

export type Line = SuccessOf<'GET /source-log'>['items'][number];

/** Which source a line means; null where that is not known. */
export function whichSource({ source }: Line): Markup | null {
  if (source === null) return null;
  const { name, clientId, professionalId } = source;
  if (clientId !== undefined) return markup`<a href="/clients/${clientId}">${named(name)}</a>`;
  if (professionalId !== undefined)
    return markup`<a href="/professionals/${professionalId}">${named(name)}</a>`;
  return markup`${name}`;
}

/** Through whom it came, nearest first; null where it came by itself. */
export function hopsInWords({ hops }: Line, words: Words): string | null {
  if (hops === null || hops.length === 0) return null;
  return listed(
    words,
    hops.map(({ kind }) => term(words, 'sourceKind', kind)),
  );
}

/** Whether somebody could still say which source is meant. */
export function waitsForName({ source, sourceKind, correctedBy }: Line): boolean {
  const kinds: readonly string[] = [...KINDS_WITH_A_NAME, 'unknown'];
  return correctedBy === null && source === null && kinds.includes(sourceKind);
}
