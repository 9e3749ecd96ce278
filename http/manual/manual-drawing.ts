import type { Drawing } from '../../policy/manual/chapter.ts';
import { markup, type Markup } from '../markup.ts';

const WIDTH = 640;
const ROW = 34;
const TOP = 18;
const AXIS_X = 24;
const LABEL_X = 120;

/**
 * A drawing in black on white that needs no colour: a clock has its marks where they fall on a scale of time, a path has
 * them one after the other. Its words stand in the drawing and in its description alike.
 */
export function manualDrawing({ kind, title, points }: Drawing, id: string): Markup {
  const height = TOP * 2 + ROW * Math.max(1, points.length - 1);
  const longest = Math.max(1, ...points.map(({ afterMs }) => afterMs));
  const rows = points.map((point, index) => {
    const labelY = TOP + ROW * index;
    const markY = kind === 'clock' ? TOP + ((height - 2 * TOP) * point.afterMs) / longest : labelY;
    return { ...point, labelY, markY };
  });
  const described = points.map(({ at, label }) => `${at}: ${label}`).join('; ');
  return markup`<svg role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${described}.</desc>
<g fill="none" stroke="currentColor" stroke-width="1.5"><path d="M${AXIS_X} ${TOP}V${height - TOP}"/>${rows.map(
    ({ labelY, markY }) =>
      markup`<path d="M${AXIS_X} ${rounded(markY)}H${AXIS_X + 24}L${LABEL_X - 30} ${rounded(labelY)}H${LABEL_X - 8}"/>`,
  )}</g>
<g fill="currentColor" font-family="system-ui, sans-serif" font-size="14">${rows.map(
    ({ labelY, markY, at, label }) =>
      markup`<circle cx="${AXIS_X}" cy="${rounded(markY)}" r="4"/><text x="${LABEL_X}" y="${rounded(labelY + 5)}"><tspan font-weight="700">${at}</tspan><tspan dx="8">${label}</tspan></text>`,
  )}</g>
</svg>`;
}

function rounded(at: number): number {
  return Math.round(at * 10) / 10;
}
