import { scaleLinear } from 'd3-scale';
import { markup, type Markup } from '../../http/markup.ts';
import type { Words } from '../words/words.ts';
import type { Rate } from './figures.ts';

const WIDTH = 150;
const HEIGHT = 14;
const EDGE = 4;

/** A share as a dot on its interval, from nought to all; legible in black and white. Nothing of nobody, or withheld. */
export function intervalSvg({ rate, low, high }: Rate): Markup | null {
  if (rate === null || low === null || high === null) return null;
  const x = scaleLinear()
    .domain([0, 1])
    .range([EDGE, WIDTH - EDGE]);
  const at = (value: number) => Math.round(x(value) * 10) / 10;
  const middle = HEIGHT / 2;
  return markup`<svg class="interval" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
<path d="M${EDGE} ${middle}H${WIDTH - EDGE}M${EDGE} 3V11M${WIDTH - EDGE} 3V11" stroke="currentColor" stroke-width="0.4" fill="none"/>
<path d="M${at(low)} ${middle}H${at(high)}" stroke="currentColor" stroke-width="3" fill="none"/>
<circle cx="${at(rate)}" cy="${middle}" r="4" fill="currentColor"/></svg>`;
}

/** "62% (51% to 73%, of 40)"; a dash of nobody; "too few to show" where it is withheld. */
export function rateInWords({ k, n, rate, low, high }: Rate, { say, percent, number }: Words): string {
  if (n === 0) return '–';
  if (k === null || n === null || rate === null || low === null || high === null)
    return say('reports.tooFew');
  return say('reports.rate', {
    rate: percent(rate),
    low: percent(low),
    high: percent(high),
    n: number(n),
  });
}
