import { markup, type Markup } from '../../http/markup.ts';
import type { Words } from '../words/words.ts';
import type { Figures, Funnel } from './figures.ts';
import { intervalSvg, rateInWords } from './interval-svg.ts';
import { runChart } from './run-chart.ts';
import { defined, nothing } from './shares-table.ts';
import { countInWords, termInWords } from './words.ts';

/** From being in touch to a first session: this month and twelve, month by month, and where most are lost. */
export function funnelPart({ period, year, months, leaks }: Figures, words: Words): Markup {
  if (!year) return nothing(words);
  const { say } = words;
  const rows = year.rows.map(({ step, n, ofAll }) => {
    const now = period?.rows.find((one) => one.step === step)?.n;
    return markup`<tr><th scope="row">${termInWords('reports.value', step, words)}</th><td>${countInWords(now, words)}</td><td>${countInWords(n, words)}</td><td>${rateInWords(ofAll, words)}</td><td>${intervalSvg(ofAll)}</td></tr>`;
  });
  return markup`<div class="side"><table><thead><tr><th scope="col">${say('reviews.step')}</th><th scope="col">${say('reviews.thisMonth')}</th><th scope="col">${say('reviews.twelveMonths')}</th><th scope="col">${say('reviews.ofAll')}</th><td></td></tr></thead><tbody>${rows}</tbody></table>
${months?.series && months.series.points.length > 0 ? runChart(months.series, words) : null}</div>
${biggestDrop(year, words)}${leaks ? lostTo(leaks.rows, words) : null}${defined(year, words)}`;
}

function biggestDrop({ biggestDrop: drop }: Funnel, words: Words): Markup | null {
  if (!drop) return null;
  const step = termInWords('reports.value', drop.step, words);
  if (drop.cause === null) return markup`<p>${words.say('reviews.drop', { step })}</p>`;
  const cause = termInWords('reviews.cause', drop.cause, words);
  const todo = termInWords('reviews.todo', drop.cause, words);
  return markup`<p>${words.say('reviews.dropBecause', { step, cause, todo })}</p>`;
}

type Leaks = NonNullable<Figures['leaks']>['rows'];

function lostTo(rows: Leaks, words: Words): Markup | null {
  const seen = rows.filter(({ lost, stalled }) => lost !== 0 || stalled !== 0);
  if (seen.length === 0) return null;
  const causes = seen.map(({ cause, lost, stalled }) =>
    words.say('reviews.lostTo', {
      cause: termInWords('reviews.cause', cause, words),
      lost: countInWords(lost, words),
      stalled: countInWords(stalled, words),
    }),
  );
  return markup`<p>${words.say('reviews.lost', { causes: causes.join('; ') })}</p>`;
}
