import { markup, type Markup } from '../../http/markup.ts';

type Region = { id: string; title: string; body: Markup };

/** A part of a page with a name, which whoever hears the page can go to. */
export function region({ id, title, body }: Region): Markup {
  return markup`<section class="part" aria-labelledby="${id}"><h2 id="${id}">${title}</h2><div>${body}</div></section>`;
}
