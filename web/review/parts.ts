import { markup, type Markup } from '../../http/markup.ts';
import type { ContactPath, Figures, Funnel, Layers, Rate } from './figures.ts';
import { intervalSvg, rateInWords } from './interval-svg.ts';
import { networkInWords, quietInWords } from './network-words.ts';
import { runChart } from './run-chart.ts';
import { CAUSES, kindInWords, money, STEPS, WAYS } from './words.ts';

/** What names of this practice a page may show: who works here, and its lines. */
export type Names = {
  staff: ReadonlyMap<string, string>;
  lines: ReadonlyMap<string, string>;
  currency: string;
};

const NOTHING = markup`<p>Nothing was recorded for this.</p>`;

export function thanksPart({ acknowledgement, completeness, contactPath }: Figures): Markup {
  const known =
    completeness &&
    markup`<p>${completeness.share === null ? 'Of how many new clients we know how they came cannot be said.' : `Of ${completeness.n ?? 'the'} new clients we know of ${Math.round(completeness.share * 100)} % how they came.`}</p>`;
  return markup`${acknowledgement ? markup`<p>We ${acknowledgement.words ?? 'thanked as many as can be shown'}. Within 48 hours: ${rateInWords(acknowledgement.within48)} ${intervalSvg(acknowledgement.within48)}</p>` : NOTHING}
${known}${contactPath && waysHere(contactPath)}${acknowledgement ? defined(acknowledgement.definition, acknowledgement.n) : null}`;
}

/** Whether people could reach us all the time (S81). */
function waysHere({ parts }: ContactPath): Markup | null {
  if (parts.length === 0) return null;
  const failed = parts
    .filter(({ failures }) => failures > 0)
    .map(
      ({ part, failures, minutes, ok }) =>
        `${WAYS[part] ?? part} (${failures === 1 ? 'once' : `${failures} times`}, ${minutes} minutes in all${ok === false ? ', and still' : ''})`,
    );
  return markup`<p>${failed.length === 0 ? 'Every way to reach us worked whenever it was looked at.' : `Not reachable for a while: ${failed.join('; ')}.`}</p>`;
}

export function funnelPart({ period, year, months, leaks }: Figures): Markup {
  if (!year) return NOTHING;
  const rows = year.rows.map(({ step, n, ofAll }) => {
    const now = period?.rows.find((one) => one.step === step)?.n;
    return markup`<tr><th scope="row">${STEPS[step] ?? step}</th><td>${shownCount(now)}</td><td>${shownCount(n)}</td><td>${rateInWords(ofAll)}</td><td>${intervalSvg(ofAll)}</td></tr>`;
  });
  return markup`<div class="side"><table><thead><tr><th scope="col">Step</th><th scope="col">This month</th><th scope="col">12 months</th><th scope="col">Of all</th><td></td></tr></thead><tbody>${rows}</tbody></table>
${months?.series && months.series.points.length > 0 ? runChart(months.series) : null}</div>
${biggestDrop(year)}${leaks ? lostTo(leaks.rows) : null}${defined(year.definition, year.n)}`;
}

function biggestDrop({ biggestDrop: drop }: Funnel): Markup | null {
  if (!drop) return null;
  const cause = drop.cause === null ? null : CAUSES[drop.cause];
  return markup`<p>The biggest drop is before “${STEPS[drop.step] ?? drop.step}”${cause ? markup`: ${cause.name}. ${cause.todo}` : '.'}</p>`;
}

function lostTo(
  rows: readonly { cause: string; lost: number | null; stalled: number | null }[],
): Markup | null {
  const seen = rows.filter(({ lost, stalled }) => lost !== 0 || stalled !== 0);
  if (seen.length === 0) return null;
  return markup`<p>Lost, or waiting too long, in 12 months: ${seen.map(({ cause, lost, stalled }) => `${CAUSES[cause]?.name ?? cause} ${shownCount(lost)} and ${shownCount(stalled)}`).join('; ')}.</p>`;
}

export function layersPart({ practitioners, lines, stages }: Figures, names: Names): Markup {
  const kinds: [string, Layers | null, (row: Layers['rows'][number]) => string][] = [
    [
      'Practitioner',
      practitioners,
      (row) => names.staff.get(row.practitionerId ?? '') ?? 'Nobody in particular',
    ],
    ['Service line', lines, (row) => names.lines.get(row.serviceLineId ?? '') ?? 'No line'],
    ['Stage', stages, (row) => row.stage ?? 'No stage'],
  ];
  const shown = kinds.filter(([, layers]) => (layers?.rows.length ?? 0) > 0);
  if (shown.length === 0) return NOTHING;
  return markup`<table><thead><tr><th scope="col">Of whom</th><th scope="col">Content</th><td></td><th scope="col">Recommended us</th><td></td></tr></thead>
${shown.map(([name, layers, called]) => markup`<tbody><tr><th scope="rowgroup" colspan="5">${name}</th></tr>${(layers?.rows ?? []).map((row) => layerRow(row, called(row)))}</tbody>`)}</table>
${practitioners ? defined(practitioners.definition, practitioners.n) : null}`;
}

function layerRow({ satisfaction, recommend }: Layers['rows'][number], name: string): Markup {
  const good = satisfaction?.good ?? null;
  const content = good
    ? rateInWords(good)
    : satisfaction
      ? `${shownCount(satisfaction.n)} answers`
      : 'not asked';
  return markup`<tr><th scope="row">${name}</th><td>${content}</td><td>${good ? intervalSvg(good) : null}</td><td>${rateInWords(recommend)}</td><td>${intervalSvg(recommend)}</td></tr>`;
}

export function sourcesPart({ concentration, quiet, kinds, network, places }: Figures): Markup {
  const top = concentration?.top1;
  return markup`${concentration ? markup`<p>${concentration.state === 'too_early' || concentration.state === null ? 'Too few new clients with a known source to say how much rests on one.' : `New clients come ${(concentration.words ?? 'from several sources').replace('as if ', 'as if from ')}${top?.share === null || top === null || top === undefined ? '' : `; the largest sends ${Math.round(top.share * 100)} %`}.`} ${concentration.referralShare ? `Somebody’s word: ${rateInWords(concentration.referralShare)}.` : null} ${quietInWords(quiet)}</p>` : NOTHING}
${networkInWords(network).map((words) => markup`<p>${words}</p>`)}
<p>${places?.words ?? 'Is what we say about our places still true?'}</p>
${
  kinds
    ? sharesTable(
        kinds.rows.map(({ kind, asked, ever }) => ({ name: kindInWords(kind), n: asked, rate: ever })),
        { of: 'Where from', n: 'In touch', rate: 'Came' },
      )
    : null
}
${concentration ? defined(concentration.definition, concentration.n) : null}`;
}

export function investPart({ cost, kept }: Figures, { currency }: Names): Markup {
  if (!cost) return NOTHING;
  const spent = cost.rows.filter(
    ({ clients, cash, loaded }) => clients !== 0 || cash.minor !== 0 || loaded.minor !== 0,
  );
  return markup`<table><thead><tr><th scope="col">From</th><th scope="col">Clients</th><th scope="col">Spent</th><th scope="col">Each</th><th scope="col">Each, with our time</th></tr></thead><tbody>
${spent.map(({ kind, clients, cash, loaded }) => markup`<tr><th scope="row">${kindInWords(kind)}</th><td>${shownCount(clients)}</td><td>${money(cash.minor, currency)}</td><td>${money(cash.perClientMinor, currency)}</td><td>${money(loaded.perClientMinor, currency)}</td></tr>`)}</tbody></table>
${
  kept
    ? sharesTable(
        kept.rows.map((row) => ({ name: kindInWords(row.kind ?? 'unknown'), n: row.kept.n, rate: row.kept })),
        { of: 'Where from', n: 'Seen twice', rate: 'Came again' },
      )
    : null
}${defined(cost.definition, cost.n)}`;
}

export function generationsPart({ generations }: Figures): Markup {
  if (!generations) return NOTHING;
  const { k, rows } = generations;
  const each =
    k === null || k.value === null
      ? 'How many new clients each client brings cannot be said yet: it takes twenty who came a year ago or more.'
      : `Ten clients brought ${(k.value * 10).toFixed(1)} others within their first year (${((k.low ?? 0) * 10).toFixed(1)} to ${((k.high ?? 0) * 10).toFixed(1)}).`;
  return markup`<p>${each} ${rows.map(({ generation, clients }) => `${generation === null ? 'Not known how many hops away' : generation === 0 ? 'Nobody’s word, or a colleague’s' : `Generation ${generation}`}: ${shownCount(clients)}`).join('. ')}.</p>${defined(generations.definition, generations.n)}`;
}

export function momentsPart({ moments }: Figures): Markup {
  if (!moments) return NOTHING;
  return markup`${sharesTable(
    moments.rows.map((row) => ({
      name: (row.kind ?? 'unknown').replaceAll('_', ' '),
      n: row.delivered,
      rate: row.ledTo,
    })),
    { of: 'Moment', n: 'Asked', rate: 'Somebody was sent' },
  )}${defined(moments.definition, moments.n)}`;
}

type Share = { name: string; n: number | null; rate: Rate };

function sharesTable(rows: readonly Share[], head: { of: string; n: string; rate: string }): Markup {
  return markup`<table><thead><tr><th scope="col">${head.of}</th><th scope="col">${head.n}</th><th scope="col">${head.rate}</th><td></td></tr></thead><tbody>
${rows.map(({ name, n, rate }) => markup`<tr><th scope="row">${name}</th><td>${shownCount(n)}</td><td>${rateInWords(rate)}</td><td>${intervalSvg(rate)}</td></tr>`)}</tbody></table>`;
}

/** Every figure says what it is and of how many. */
function defined(definition: string, n: number | null): Markup {
  return markup`<details><summary>What this counts${n === null ? null : ` (n = ${n})`}</summary><p>${definition}</p></details>`;
}

function shownCount(count: number | null | undefined): string {
  if (count === undefined) return '–';
  return count === null ? 'few' : String(count);
}
