import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { named } from '../parts/named.ts';
import { row } from '../parts/row.ts';
import { tag, type Tone } from '../parts/tag.ts';
import type { PageAsked } from '../staff-page.ts';
import { monthInWords } from '../words/months.ts';
import { term } from '../words/term.ts';
import type { Words } from '../words/words.ts';
import { speaksFor } from './speaks-for.ts';

type Item = SuccessOf<'GET /capacity'>['items'][number];

const TONES: Readonly<Record<Item['status'], Tone>> = {
  open: 'good',
  nearly_full: 'warm',
  full: 'plain',
  please_ask: 'plain',
};

/** Whether somebody has room, of everything they do or of one service line, and until when that stands. */
export function roomRow(item: Item, asked: PageAsked): Markup {
  const { words, said } = asked;
  const { practitionerId, serviceLineId, serviceLineName, practitionerName, status } = item;
  const id = `room-${practitionerId}${serviceLineId === null ? '' : `-${serviceLineId}`}`;
  const name = named(practitionerName);
  const title =
    serviceLineName === null ? name : words.rich('capacity.page.lineOf', { name, line: serviceLineName });
  const href = `/capacity/${practitionerId}${serviceLineId === null ? '' : `?line=${serviceLineId}`}`;
  const change = markup`<a class="button" href="${href}" aria-describedby="${id}-title">${words.say('capacity.page.change')}</a>`;
  return row({
    id,
    title,
    body: markup`<p>${tag(term(words, 'capacity', status), TONES[status])}</p>${standing(item, words)}`,
    acts: speaksFor(practitionerId, asked) ? change : null,
    hasFocus: serviceLineId === null && said?.at === practitionerId,
  });
}

function standing({ stated, status, nextOpening, waitWeeks, validUntil }: Item, words: Words): Markup[] {
  if (stated === null || validUntil === null) return [paragraph(words.say('capacity.page.notSaid'))];
  if (status === 'please_ask') return [paragraph(words.say('capacity.page.expired'))];
  return [
    ...(nextOpening === null
      ? []
      : [words.say('capacity.page.opening', { month: monthInWords(words, nextOpening) })]),
    ...(waitWeeks === null ? [] : [words.say('capacity.page.wait', waitWeeks)]),
    words.say('capacity.page.until', { day: words.day(new Date(validUntil)) }),
  ].map(paragraph);
}

function paragraph(sentence: string): Markup {
  return markup`<p>${sentence}</p>`;
}
