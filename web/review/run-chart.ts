import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import { markup, type Markup } from '../../http/markup.ts';
import { picture } from '../parts/picture.ts';
import type { Words } from '../words/words.ts';
import type { Series } from './figures.ts';

const WIDTH = 320;
const HEIGHT = 88;
const LEFT = 26;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 16;

/**
 * A run chart (§5.7a), legible in black and white: what was counted is a line with a dot a month, the median is solid, the
 * limits are dashed, and a month with a signal has a ring around its dot. What it shows is said in words beside it.
 */
export function runChart(
  { points, median, low, high, signals, sentence }: Series,
  { say, language }: Words,
): Markup {
  const most = Math.max(1, high ?? 0, ...points.map(({ n }) => n));
  const x = scalePoint()
    .domain(points.map(({ month }) => month))
    .range([LEFT, WIDTH - RIGHT]);
  const y = scaleLinear()
    .domain([0, most])
    .nice()
    .range([HEIGHT - BOTTOM, TOP]);
  const at = ({ month }: { month: string }) => x(month) ?? LEFT;
  const path = line<Series['points'][number]>(at, ({ n }) => y(n))([...points]) ?? '';
  const marked = new Set(signals.map(({ month }) => month));
  const level = (value: number | null, dash: '' | 'dashed'): Markup | null =>
    value === null
      ? null
      : markup`<path d="M${LEFT} ${round(y(value))}H${WIDTH - RIGHT}" class="level ${dash}"/>`;
  const [first] = points;
  const last = points.at(-1);
  const drawn = markup`${level(median, '')}${level(low, 'dashed')}${level(high, 'dashed')}
<path class="drawn" d="${path}"/>
${points.map((point) => markup`<circle cx="${round(at(point))}" cy="${round(y(point.n))}" r="2" class="dot"/>`)}
${points
  .filter(({ month }) => marked.has(month))
  .map((point) => markup`<circle cx="${round(at(point))}" cy="${round(y(point.n))}" r="5" class="level"/>`)}
<text x="${LEFT - 4}" y="${round(y(most)) + 4}" text-anchor="end">${Math.round(most)}</text><text x="${LEFT - 4}" y="${HEIGHT - BOTTOM + 3}" text-anchor="end">0</text>
${first ? markup`<text x="${LEFT}" y="${HEIGHT - 3}">${monthOf(first.month, language)}</text>` : null}${last && last !== first ? markup`<text x="${WIDTH - RIGHT}" y="${HEIGHT - 3}" text-anchor="end">${monthOf(last.month, language)}</text>` : null}`;
  return picture({
    title: say('reports.months'),
    desc: `${sentence}.`,
    width: WIDTH,
    height: HEIGHT,
    svg: drawn,
    table: { words: say('reports.asTable'), table: months(points, language) },
  });
}

function months(points: Series['points'], language: string): Markup {
  return markup`<table><tbody>${points.map(({ month, n }) => markup`<tr><th scope="row">${monthOf(month, language)}</th><td>${n}</td></tr>`)}</tbody></table>`;
}

/** Jan 26. */
function monthOf(month: string, language: string): string {
  return Temporal.PlainYearMonth.from(month)
    .toPlainDate({ day: 1 })
    .toLocaleString(language, { month: 'short', year: '2-digit' });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
