import { markup, type Markup } from '../../http/markup.ts';

/** A part of a page with a heading; its name for whoever goes from region to region. */
export function section(id: string, heading: string, body: Markup | readonly Markup[]): Markup {
  return markup`<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>${body}</section>`;
}
