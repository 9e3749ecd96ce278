import { markup, type Markup } from '../../http/markup.ts';

/** What is so for the whole practice just now (rehearsal, paused, acting for somebody); at most one on a page. */
export function stateLine(words: Markup | string, tone?: 'warm' | 'fault'): Markup {
  return markup`<p class="state${tone === undefined ? '' : ` ${tone}`}">${words}</p>`;
}
