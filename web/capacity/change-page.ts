import type { SuccessOf } from '../../api/ask.ts';
import { dateIn } from '../../facts/practice/practice-today.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { Problem } from '../../http/problem.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { CAPACITY_STATUSES, FULL_MODES } from '../../policy/capacity/capacity-terms.ts';
import { choices } from '../parts/choices.ts';
import { dateField } from '../parts/date-field.ts';
import { field } from '../parts/field.ts';
import type { Filled } from '../parts/filled.ts';
import { named } from '../parts/named.ts';
import { select } from '../parts/select.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import { monthOptions } from '../words/months.ts';
import { termOptions } from '../words/term.ts';
import { keptPlaces, readColleagues, type Colleagues } from './kept-places.ts';
import { speaksFor } from './speaks-for.ts';

const stateCapacity = act({
  does: 'PUT /capacity/:practitionerId',
  address: '/capacity/:practitionerId',
  said: ({ answer }) => (answer.notice === null ? 'capacity.said.changed' : 'capacity.said.noticed'),
  to: () => '/capacity',
});

/** Openings this many months ahead can be named. */
const MONTHS_AHEAD = 18;

/** Somebody says whether they have room, of everything they do or of one service line. */
export const changeCapacityPage = staffPage({
  address: '/capacity/:practitionerId',
  filters: ['line'],
  acts: [stateCapacity],
  async show(asked) {
    const { ask, words, form, params, query } = asked;
    const { practitionerId = '' } = params;
    const theirs = (await ask('GET /capacity')).items.filter((one) => one.practitionerId === practitionerId);
    const line = query['line'] ?? null;
    const item = theirs.find(({ serviceLineId }) => serviceLineId === line) ?? theirs[0];
    if (!item || !speaksFor(practitionerId, asked)) throw new Problem(404, 'There is nobody with this id.');
    const { items: lines } = await ask('GET /service-lines');
    const colleagues = await readColleagues(asked);
    const change = form(stateCapacity, {
      params: { practitionerId },
      label: words.say('capacity.change.save'),
      kind: 'main',
      initial: {
        serviceLineId: line,
        status: item.stated,
        nextOpening: item.nextOpening,
        'waitWeeks.from': item.waitWeeks?.from.toString(),
        'waitWeeks.to': item.waitWeeks?.to.toString(),
        mode: item.mode,
        placesFor: item.placesFor.join('\n'),
      },
      fields: (filled) => fields({ lines, colleagues }, asked, filled),
    });
    return {
      title: words.say('capacity.change.title'),
      heading: named(item.practitionerName),
      body: markup`${change}<p><a href="/capacity">${words.say('capacity.change.back')}</a></p>`,
    };
  },
});

type Known = { lines: SuccessOf<'GET /service-lines'>['items']; colleagues: Colleagues };

function fields({ lines, colleagues }: Known, asked: PageAsked, filled: Filled): Markup {
  const { words, practice, tx } = asked;
  const today = dateIn(practice.timezone, tx.now);
  const validForDays = Math.round(toMs(practice.policy.capacity.validFor) / DAY_MS);
  const forLine =
    lines.length === 0
      ? null
      : select(
          {
            name: 'serviceLineId',
            label: words.say('capacity.change.for'),
            blank: words.say('capacity.change.everything'),
            options: lines.map(({ id, name }) => ({ value: id, label: name })),
          },
          filled,
        );
  return markup`${forLine}
${choices(
  {
    name: 'status',
    legend: words.say('capacity.change.status'),
    options: termOptions(words, 'capacity', CAPACITY_STATUSES),
  },
  filled,
)}
${select(
  {
    name: 'nextOpening',
    label: words.say('capacity.change.opening'),
    hint: words.say('capacity.change.opening.hint'),
    blank: words.say('capacity.change.opening.blank'),
    options: monthOptions(words, today, { from: 1, to: MONTHS_AHEAD }),
  },
  filled,
)}
${wait(asked, filled)}
${dateField(
  {
    name: 'validUntil',
    label: words.say('capacity.change.until'),
    hint: words.say('capacity.change.until.hint', { days: validForDays }),
    min: today,
  },
  filled,
)}
${choices({ name: 'mode', legend: words.say('capacity.change.mode'), options: termOptions(words, 'fullMode', FULL_MODES) }, filled)}
${keptPlaces(colleagues, asked, filled)}`;
}

function wait({ words }: PageAsked, filled: Filled): Markup {
  const weeks = (end: 'from' | 'to') =>
    field(
      { name: `waitWeeks.${end}`, label: words.say(`capacity.change.wait.${end}`), type: 'whole', max: 3 },
      filled,
    );
  return markup`<fieldset><legend>${words.say('capacity.change.wait')}</legend>${weeks('from')}${weeks('to')}</fieldset>`;
}
