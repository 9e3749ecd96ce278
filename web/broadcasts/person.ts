import { markup, type Markup } from '../../http/markup.ts';
import { named } from '../parts/named.ts';
import type { Words } from '../words/words.ts';

type Person = { professionalId?: string | undefined; clientId?: string | undefined; name: string | null };

/** Somebody on the list of a broadcast, with the way to their page. */
export function personOnList({ professionalId, clientId, name }: Person, words: Words): Markup {
  if (name === null) return markup`${words.say('broadcasts.erased')}`;
  const href = clientId === undefined ? `/professionals/${professionalId ?? ''}` : `/clients/${clientId}`;
  return markup`<a href="${href}">${named(name)}</a>`;
}
