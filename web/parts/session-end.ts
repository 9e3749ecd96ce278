import { markup, type Markup } from '../../http/markup.ts';

type SessionEnd = { at: Date; words: string; stay: Markup };

/** Appears two minutes before the session ends, with the button that makes it last; nothing without JavaScript. */
export function sessionEnd({ at, words, stay }: SessionEnd): Markup {
  return markup`<div class="state warm" data-ends="${at.toISOString()}" data-said="${words}" hidden><p>${words}</p>${stay}</div>`;
}
