import { markup, type Markup } from '../../http/markup.ts';

type Link = { href: string; words: string };
type Pager = { label: string; first?: Link | null; next?: Link | null };

/** The way to the rest of a list, and back to its beginning; nothing where all of it is shown. */
export function pager({ label, first = null, next = null }: Pager): Markup | null {
  if (!first && !next) return null;
  const link = (to: Link | null, rel: string) =>
    to && markup`<li><a href="${to.href}" rel="${rel}">${to.words}</a></li>`;
  return markup`<nav class="pager" aria-label="${label}"><ul role="list">${link(first, 'first')}${link(next, 'next')}</ul></nav>`;
}
