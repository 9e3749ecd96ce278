import { markup, type Markup } from '../../http/markup.ts';

type Event = { at: Markup | string; what: Markup | string; more?: Markup | null };

/** What happened, one after the other, in the order in which it is given. */
export function timeline(events: readonly Event[]): Markup {
  return markup`<ol class="timeline" role="list">${events.map(({ at, what, more = null }) => markup`<li><p>${at}</p><p>${what}</p>${more}</li>`)}</ol>`;
}
