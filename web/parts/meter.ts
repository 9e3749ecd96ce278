import { markup, type Markup } from '../../http/markup.ts';

type Meter = { label: string; value: number; of: number; words: string };

/** How much of a whole, drawn and in words. */
export function meter({ label, value, of, words }: Meter): Markup {
  return markup`<label class="meter"><span>${label}</span><meter min="0" max="${of}" value="${value}">${words}</meter>${words}</label>`;
}
