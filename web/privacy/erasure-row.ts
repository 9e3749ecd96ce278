import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { row } from '../parts/row.ts';
import { tag } from '../parts/tag.ts';
import type { PageAsked } from '../staff-page.ts';
import type { Words } from '../words/words.ts';

export type Erasure = SuccessOf<'GET /erasures'>['items'][number];

/** An erasure of the list: of whom, by kind and id only, and how far it is. */
export function erasureRow(erasure: Erasure, { words, said }: PageAsked): Markup {
  const { id, subject, askedAt } = erasure;
  return row({
    id: `erasure-${id}`,
    clock: words.rich('privacy.erasure.askedAt', { at: words.time(askedAt) }),
    title: markup`<a href="/privacy/erasures/${id}">${words.say('privacy.erasure.of', { whom: words.say(`privacy.subject.${subject}`) })}</a>`,
    body: markup`<p>${erasureState(erasure, words)}</p>`,
    hasFocus: said?.at === id,
  });
}

/** How far it is, in a word. */
export function erasureState({ status, liftedAt }: Erasure, { say }: Words): Markup {
  if (liftedAt !== null) return tag(say('privacy.erasure.lifted'));
  return tag(say(`privacy.erasure.status.${status}`), status === 'done' ? 'good' : 'warm');
}
