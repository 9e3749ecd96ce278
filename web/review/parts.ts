import { markup, type Markup } from '../../http/markup.ts';
import type { Words } from '../words/words.ts';
import type { ContactPath, Figures, Layers } from './figures.ts';
import { intervalSvg, rateInWords } from './interval-svg.ts';
import { networkInWords, quietInWords } from './network-words.ts';
import { defined, nothing, sharesTable } from './shares-table.ts';
import { countInWords, termInWords } from './words.ts';

/** What names of this practice a page may show: who works here, and its lines. */
export type Names = {
  staff: ReadonlyMap<string, string>;
  lines: ReadonlyMap<string, string>;
  currency: string;
};

type Look = { names: Names; words: Words };

export function thanksPart({ acknowledgement, completeness, contactPath }: Figures, { words }: Look): Markup {
  const { say } = words;
  if (!acknowledgement)
    return markup`${nothing(words)}${knownPart(completeness, words)}${waysHere(contactPath, words)}`;
  const what = acknowledgement.words
    ? say('reviews.weThanked', { words: acknowledgement.words })
    : say('reviews.weThankedAll');
  const said = say('reviews.thanked', { what, rate: rateInWords(acknowledgement.within48, words) });
  return markup`<p>${said} ${intervalSvg(acknowledgement.within48)}</p>
${knownPart(completeness, words)}${waysHere(contactPath, words)}${defined(acknowledgement, words)}`;
}

function knownPart(completeness: Figures['completeness'], { say, percent, number }: Words): Markup | null {
  if (!completeness) return null;
  const { share: known, n } = completeness;
  if (known === null) return markup`<p>${say('reviews.knownUnsaid')}</p>`;
  const share = percent(known);
  return markup`<p>${n === null ? say('reviews.knownOfAll', { share }) : say('reviews.known', { n: number(n), share })}</p>`;
}

/** Whether people could reach us all the time (S81). */
function waysHere(contactPath: ContactPath | null, words: Words): Markup | null {
  if (!contactPath || contactPath.parts.length === 0) return null;
  const { say } = words;
  const failed = contactPath.parts
    .filter(({ failures }) => failures > 0)
    .map(({ part, failures, minutes, ok }) =>
      say(ok === false ? 'reviews.wayStill' : 'reviews.way', {
        way: termInWords('reviews.reach', part, words),
        failures,
        minutes,
      }),
    );
  return markup`<p>${failed.length === 0 ? say('reviews.waysFine') : say('reviews.waysFailed', { ways: failed.join('; ') })}</p>`;
}

export function layersPart({ practitioners, lines, stages }: Figures, { names, words }: Look): Markup {
  const { say } = words;
  const kinds: [string, Layers | null, (row: Layers['rows'][number]) => string][] = [
    [
      say('reviews.practitioner'),
      practitioners,
      (row) => names.staff.get(row.practitionerId ?? '') ?? say('reviews.nobodyInParticular'),
    ],
    [say('reviews.line'), lines, (row) => names.lines.get(row.serviceLineId ?? '') ?? say('reviews.noLine')],
    [say('reviews.stage'), stages, (row) => row.stage ?? say('reviews.noStage')],
  ];
  const shown = kinds.filter(([, layers]) => (layers?.rows.length ?? 0) > 0);
  if (shown.length === 0) return nothing(words);
  return markup`<table><thead><tr><th scope="col">${say('reviews.ofWhom')}</th><th scope="col">${say('reviews.content')}</th><td></td><th scope="col">${say('reviews.recommended')}</th><td></td></tr></thead>
${shown.map(([name, layers, called]) => markup`<tbody><tr><th scope="rowgroup" colspan="5">${name}</th></tr>${(layers?.rows ?? []).map((row) => layerRow(row, called(row), words))}</tbody>`)}</table>
${practitioners ? defined(practitioners, words) : null}`;
}

function layerRow({ satisfaction, recommend }: Layers['rows'][number], name: string, words: Words): Markup {
  const good = satisfaction?.good ?? null;
  const content = good
    ? rateInWords(good, words)
    : satisfaction
      ? words.say('reviews.answers', { n: countInWords(satisfaction.n, words) })
      : words.say('reviews.notAsked');
  return markup`<tr><th scope="row">${name}</th><td>${content}</td><td>${good ? intervalSvg(good) : null}</td><td>${rateInWords(recommend, words)}</td><td>${intervalSvg(recommend)}</td></tr>`;
}

export function sourcesPart(
  { concentration, quiet, kinds, network, places }: Figures,
  { words }: Look,
): Markup {
  const { say } = words;
  const head = { of: say('reviews.whereFrom'), n: say('reviews.inTouch'), rate: say('reviews.came') };
  const came = kinds?.rows.map(({ kind, asked, ever }) => ({
    name: termInWords('reports.value', kind, words),
    n: asked,
    rate: ever,
  }));
  return markup`${concentration ? markup`<p>${spreadInWords(concentration, words)} ${quietInWords(quiet)}</p>` : nothing(words)}
${networkInWords(network).map((line) => markup`<p>${line}</p>`)}
<p>${places?.words ?? say('reviews.placesTrue')}</p>
${came ? sharesTable(came, head, words) : null}
${concentration ? defined(concentration, words) : null}`;
}

function spreadInWords(concentration: NonNullable<Figures['concentration']>, words: Words): string {
  const { say, percent } = words;
  const { state, words: spread, top1, referralShare } = concentration;
  const from = spread?.replace('as if ', 'as if from ') ?? say('reviews.fromSeveral');
  const share = top1?.share ?? null;
  const rests =
    state === 'too_early' || state === null
      ? say('reviews.tooEarly')
      : share === null
        ? say('reviews.comeFrom', { words: from })
        : say('reviews.comeFromLargest', { words: from, share: percent(share) });
  return referralShare && referralShare.n !== 0
    ? `${rests} ${say('reviews.byWord', { rate: rateInWords(referralShare, words) })}`
    : rests;
}

export function generationsPart({ generations }: Figures, { words }: Look): Markup {
  if (!generations) return nothing(words);
  const { say, number } = words;
  const { k, rows } = generations;
  const ten = (value: number | null) => number(Math.round((value ?? 0) * 100) / 10);
  const each =
    k === null || k.value === null
      ? say('reviews.eachUnknown')
      : say('reviews.eachBrings', { value: ten(k.value), low: ten(k.low), high: ten(k.high) });
  const steps = rows.map(({ generation, clients }) => {
    const count = countInWords(clients, words);
    if (generation === null) return say('reviews.generationUnknown', { clients: count });
    return generation === 0
      ? say('reviews.generationNone', { clients: count })
      : say('reviews.generation', { generation: number(generation), clients: count });
  });
  return markup`<p>${each}</p><ul>${steps.map((step) => markup`<li>${step}</li>`)}</ul>${defined(generations, words)}`;
}

export function momentsPart({ moments }: Figures, { words }: Look): Markup {
  if (!moments) return nothing(words);
  const { say } = words;
  const rows = moments.rows.map((row) => ({
    name: termInWords('reports.value', row.kind ?? 'unknown', words),
    n: row.delivered,
    rate: row.ledTo,
  }));
  const head = { of: say('reviews.moment'), n: say('reviews.asked'), rate: say('reviews.sent') };
  return markup`${sharesTable(rows, head, words)}${defined(moments, words)}`;
}
