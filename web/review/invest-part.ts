import { markup, type Markup } from '../../http/markup.ts';
import type { Words } from '../words/words.ts';
import type { Figures } from './figures.ts';
import { defined, nothing, sharesTable } from './shares-table.ts';
import { countInWords, moneyOrDash, termInWords } from './words.ts';

/** What a new client costs by the kind of source, and who of them comes again. */
export function investPart({ cost, kept }: Figures, currency: string, words: Words): Markup {
  if (!cost) return nothing(words);
  const { say } = words;
  const spent = cost.rows.filter(
    ({ clients, cash, loaded }) => clients !== 0 || cash.minor !== 0 || loaded.minor !== 0,
  );
  const money = (minor: number | null) => moneyOrDash(minor, currency, words);
  const again = kept?.rows.map((row) => ({
    name: termInWords('reports.value', row.kind ?? 'unknown', words),
    n: row.kept.n,
    rate: row.kept,
  }));
  const head = { of: say('reviews.whereFrom'), n: say('reviews.seenTwice'), rate: say('reviews.cameAgain') };
  return markup`<table><thead><tr><th scope="col">${say('reviews.from')}</th><th scope="col">${say('reviews.clients')}</th><th scope="col">${say('reviews.spent')}</th><th scope="col">${say('reviews.each')}</th><th scope="col">${say('reviews.eachWithTime')}</th></tr></thead><tbody>
${spent.map(({ kind, clients, cash, loaded }) => markup`<tr><th scope="row">${termInWords('reports.value', kind, words)}</th><td>${countInWords(clients, words)}</td><td>${money(cash.minor)}</td><td>${money(cash.perClientMinor)}</td><td>${money(loaded.perClientMinor)}</td></tr>`)}</tbody></table>
${again ? sharesTable(again, head, words) : null}${defined(cost, words)}`;
}
