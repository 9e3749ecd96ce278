import { markup, type Markup } from '../../http/markup.ts';
import type { Words } from '../words/words.ts';
import type { Rate } from './figures.ts';
import { intervalSvg, rateInWords } from './interval-svg.ts';
import { countInWords } from './words.ts';

type Share = { name: string; n: number | null; rate: Rate };
type Head = { of: string; n: string; rate: string };

/** Groups with how many they are, and a share of each with its interval; nothing of none. */
export function sharesTable(rows: readonly Share[], head: Head, words: Words): Markup | null {
  if (rows.length === 0) return null;
  return markup`<table><thead><tr><th scope="col">${head.of}</th><th scope="col">${head.n}</th><th scope="col">${head.rate}</th><td></td></tr></thead><tbody>
${rows.map(({ name, n, rate }) => markup`<tr><th scope="row">${name}</th><td>${countInWords(n, words)}</td><td>${rateInWords(rate, words)}</td><td>${intervalSvg(rate)}</td></tr>`)}</tbody></table>`;
}

/** Every figure says what it is and of how many. */
export function defined({ definition, n }: { definition: string; n: number | null }, { say }: Words): Markup {
  const of = n === null ? say('reviews.counts') : say('reviews.countsOf', { n });
  return markup`<details><summary>${of}</summary><p>${definition}</p></details>`;
}

/** What stands where a review froze no figures. */
export function nothing({ say }: Words): Markup {
  return markup`<p>${say('reviews.nothing')}</p>`;
}
