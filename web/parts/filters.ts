import { markup, type Markup } from '../../http/markup.ts';

type Filter = { href: string; words: string; isCurrent: boolean };

/** Ways to see less of a list; each has an address. */
export function filters(label: string, options: readonly Filter[]): Markup {
  const links = options.map(
    ({ href, words, isCurrent }) =>
      markup`<li><a href="${href}"${isCurrent ? markup` aria-current="true"` : null}>${words}</a></li>`,
  );
  return markup`<nav class="filters" aria-label="${label}"><ul role="list">${links}</ul></nav>`;
}
