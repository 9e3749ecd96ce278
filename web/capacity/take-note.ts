import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { named } from '../parts/named.ts';
import { section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import type { Words } from '../words/words.ts';

type Note = NonNullable<SuccessOf<'GET /capacity'>['takeNote']>;

/** While the practice is full: who filled it, to keep in touch with (S70). */
export function takeNoteSection({ at, rows }: Note, words: Words): Markup {
  const day = words.day(new Date(at));
  const said = words.say(rows.length === 0 ? 'capacity.page.note.nobody' : 'capacity.page.note.since', {
    day,
  });
  return section(
    'note',
    words.say('capacity.page.note'),
    markup`<p>${said}</p>${rows.length === 0 ? null : sentTable(rows, words)}`,
  );
}

function sentTable(rows: Note['rows'], words: Words): Markup {
  const number = (key: 'sent' | 'fit' | 'booked' | 'came') => ({
    head: words.say(`capacity.page.note.${key}`),
    isNumber: true,
  });
  return table({
    caption: words.say('capacity.page.note.table'),
    columns: [
      { head: words.say('capacity.page.note.who') },
      number('sent'),
      number('fit'),
      number('booked'),
      number('came'),
    ],
    rows: rows.map(({ professionalId, name, arrivals, fit, booked, attended }) => [
      name === null
        ? words.say('capacity.page.note.erased')
        : markup`<a href="/professionals/${professionalId}">${named(name)}</a>`,
      arrivals,
      fit.ideal + fit.workable,
      booked,
      attended,
    ]),
  });
}
