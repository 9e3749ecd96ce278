import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { named } from '../parts/named.ts';
import { section } from '../parts/section.ts';
import type { PageAsked } from '../staff-page.ts';
import { listed } from '../words/listed.ts';
import { monthInWords } from '../words/months.ts';
import { term } from '../words/term.ts';
import type { Words } from '../words/words.ts';

type Network = SuccessOf<'GET /network'>;

/** More would be no list that anybody reads. */
const MOST_CLAIMS = 6;

/** How steady the network is: in sentences, each with what could be done, and no figure that nobody can act on (S67). */
export function steadyWords(network: Network, { words }: PageAsked): Markup {
  return markup`${section('steady', words.say('network.steady'), concentration(network.concentration, words))}
${section('quiet', words.say('network.quiet'), quiet(network.quiet, words))}
${section('kinds', words.say('network.kinds'), kinds(network.emptyKinds, words))}
${listUnder(
  'fragile',
  words.say('network.fragile'),
  network.riskFlags.flatMap((one) => fragile(one, words)),
)}
${listUnder(
  'claims',
  words.say('network.claims'),
  network.claims.slice(0, MOST_CLAIMS).map((one) => claim(one, words)),
)}`;
}

function listUnder(id: string, heading: string, items: readonly Markup[]): Markup | null {
  if (items.length === 0) return null;
  return section(id, heading, markup`<ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>`);
}

function concentration({ state, effective, top1, buffer }: Network['concentration'], words: Words): Markup {
  if (state === 'too_early') return paragraph(words.say('network.steady.too_early'));
  const sources = effective === null ? null : Math.round(effective * 10) / 10;
  const equal =
    sources === null
      ? null
      : words.say('network.steady.equal', {
          count: sources,
          sources: words.number(sources),
        });
  const largest =
    top1 === null || top1.share === null
      ? null
      : words.say('network.steady.largest', { share: words.percent(top1.share) });
  const left =
    state === 'calm' || buffer === null || buffer.mayStop === null
      ? null
      : words.say('network.steady.mayStop', { count: buffer.mayStop });
  return markup`${[equal, largest, words.say(`network.steady.${state}`), left].flatMap((sentence) => (sentence === null ? [] : paragraph(sentence)))}`;
}

function quiet(rows: Network['quiet'], words: Words): Markup {
  if (rows.length === 0) return paragraph(words.say('network.quiet.none'));
  const items = rows.map(({ source, state, gapDays, toldFullDays }) => {
    const name = linked(source.professionalId ?? null, source.name ?? '');
    const sentence = words.rich(`network.quiet.${state}`, { name, days: Math.round(gapDays) });
    const leftOut = toldFullDays > 0 ? markup` ${words.say('network.quiet.toldFull')}` : null;
    return markup`<li>${sentence}${leftOut}</li>`;
  });
  return markup`<ul>${items}</ul>`;
}

function kinds(empty: Network['emptyKinds'], words: Words): Markup {
  const fitting = empty.filter(({ fits }) => fits !== false);
  if (fitting.length === 0) return paragraph(words.say('network.kinds.none'));
  const said = fitting.some(({ fits }) => fits === true) ? 'network.kinds.fit' : 'network.kinds.any';
  const all = listed(
    words,
    fitting.map(({ kind }) => term(words, 'professionalKind', kind)),
  );
  return paragraph(words.say(said, { kinds: all }));
}

function fragile({ professionalId, name, flags }: Network['riskFlags'][number], words: Words): Markup[] {
  return flags.map((flag) =>
    words.rich('network.fragile.row', {
      name: linked(professionalId, name),
      why: term(words, 'riskFlag', flag),
    }),
  );
}

function claim(
  { professionalId, name, month, claimed, arrived, leak }: Network['claims'][number],
  words: Words,
): Markup {
  const sentence = words.rich('network.claims.row', {
    name: linked(professionalId, name),
    claimed,
    arrived,
    month: monthInWords(words, month),
  });
  return markup`${sentence}${leak === null ? null : markup` ${term(words, 'leak', leak)}`}`;
}

function linked(professionalId: string | null, name: string): Markup {
  return professionalId === null
    ? named(name)
    : markup`<a href="/professionals/${professionalId}">${named(name)}</a>`;
}

function paragraph(sentence: string): Markup {
  return markup`<p>${sentence}</p>`;
}
