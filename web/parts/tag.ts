import { markup, type Markup } from '../../http/markup.ts';

export type Tone = 'plain' | 'good' | 'warm' | 'fault';

/** A state in a word; the colour only repeats it. */
export function tag(word: string, tone: Tone = 'plain'): Markup {
  return markup`<span class="tag ${tone}">${word}</span>`;
}
