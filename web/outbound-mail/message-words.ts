import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { named } from '../parts/named.ts';
import { tag, type Tone } from '../parts/tag.ts';
import type { PageAsked } from '../staff-page.ts';
import { isWordKey } from '../words/catalogue.ts';
import { term } from '../words/term.ts';
import type { Words } from '../words/words.ts';

export type Message = SuccessOf<'GET /messages'>['items'][number];

const TONES: Readonly<Partial<Record<Message['status'], Tone>>> = {
  sent: 'good',
  would_send: 'warm',
  held: 'fault',
  refused: 'fault',
  unknown: 'warm',
};

/** How far it has come, in a word. */
export function stateOf({ status, delivery }: Message, words: Words): Markup {
  if (status === 'sent' && delivery === 'bounced') return tag(term(words, 'delivery', delivery), 'fault');
  return tag(term(words, 'messageStatus', status), TONES[status]);
}

const LISTS = ['messageWhy', 'handOver', 'suppression', 'gate', 'leftOut'];

/** Why it has not gone, or went no further; nothing where there is nothing to say. */
export function whyOf({ why }: Message, words: Words): string | null {
  if (why === undefined) return null;
  const key = LISTS.map((one) => `terms.${one}.${why}`).find(isWordKey);
  return key === undefined ? words.say('terms.messageWhy.other', { code: why }) : words.say(key);
}

/** What it is, as a practice calls it: a note by what it follows, everything else by its template. */
export function kindOf({ template, carrier }: Message, words: Words): string {
  return carrier === undefined ? term(words, 'template', template) : term(words, 'carrier', carrier);
}

const PLACES = {
  staff: null,
  professional: { path: 'professionals', opens: 'GET /professionals/:id' },
  client: { path: 'clients', opens: 'GET /clients/:id' },
  enquiry: { path: 'enquiries', opens: 'GET /enquiries/:id' },
  referrer: null,
} as const;

/** Whom it is for. */
export function recipientOf({ recipient }: Message, words: Words): Markup {
  return recipient === null ? markup`${words.say('messages.nobody')}` : named(recipient.name);
}

/** The same, leading to their page where there is one for this reader. */
export function linkedRecipient({ recipient }: Message, { words, may }: PageAsked): Markup {
  if (recipient === null) return markup`${words.say('messages.nobody')}`;
  const { kind, id, name } = recipient;
  const place = PLACES[kind];
  return place === null || id === null || !may(place.opens)
    ? named(name)
    : markup`<a href="/${place.path}/${id}">${named(name)}</a>`;
}
