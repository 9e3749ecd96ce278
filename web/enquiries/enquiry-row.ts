import { markup, type Markup } from '../../http/markup.ts';
import { clock } from '../parts/clock.ts';
import { named } from '../parts/named.ts';
import { reach } from '../parts/reach.ts';
import { row } from '../parts/row.ts';
import { tag } from '../parts/tag.ts';
import type { PageAsked } from '../staff-page.ts';
import { nextStep, type Enquiry } from './next-step.ts';
import { sourceInWords } from './source-in-words.ts';

type Shown = {
  staff: ReadonlyMap<string, string>;
  /** In a column of the board its stage is said above it, and its answer is the whole page, in which it has moved. */
  isCard: boolean;
};

/** One enquiry of a list: by when, who, how to reach them, and its next step. */
export function enquiryRow(asked: PageAsked, enquiry: Enquiry, { staff, isCard }: Shown): Markup {
  const { words, said } = asked;
  const { id, person, stage, dueAt, source, practitionerId } = enquiry;
  const due = dueAt === null ? null : clock(words, dueAt);
  const who = person ? named(person) : words.say('enquiries.erased');
  const number = words.say('enquiries.number', { number: source.number ?? 0 });
  const withWhom = staff.get(practitionerId ?? '');
  const facts = [
    words.rich('enquiries.row.came', {
      at: words.time(enquiry.receivedAt),
      via: words.say(`terms.via.${enquiry.via}`),
    }),
    ...(source.kind === null ? [] : [sourceInWords(asked, enquiry)]),
    ...(withWhom === undefined ? [] : [named(withWhom)]),
  ];
  const rowId = `enquiry-${id}`;
  return row({
    id: rowId,
    clock: due && due.words,
    ...(due?.tone ? { tone: due.tone } : {}),
    title: markup`<a href="/enquiries/${id}">${who}</a> <span class="hint">${number}</span> ${isCard ? null : tag(words.say(`terms.stage.${stage}`))}`,
    body: markup`<p>${reach(person?.phone ?? null, person?.email ?? null)}</p><p class="hint">${facts.map((fact, at) => markup`${at > 0 ? ' · ' : null}${fact}`)}</p>${conflictNote(asked, enquiry)}`,
    acts: nextStep(asked, enquiry, { describedBy: `${rowId}-title`, ...(isCard ? {} : { row: rowId }) }),
    hasFocus: said?.at === id,
  });
}

function conflictNote({ words }: PageAsked, { conflict }: Enquiry): Markup | null {
  return conflict === 'open' ? markup`<p>${tag(words.say('enquiries.conflict.open'), 'warm')}</p>` : null;
}
