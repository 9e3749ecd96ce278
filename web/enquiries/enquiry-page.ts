import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { clock, deadline } from '../parts/clock.ts';
import { dateField } from '../parts/date-field.ts';
import { folded } from '../parts/folded.ts';
import { initialsOf, named } from '../parts/named.ts';
import { privateText } from '../parts/private-text.ts';
import { reach } from '../parts/reach.ts';
import { region } from '../parts/region.ts';
import { tag } from '../parts/tag.ts';
import { staffNames } from '../practice/practitioners.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import { aboutEnquiry, judgeFit, lookedAtConflict } from './about-enquiry.ts';
import { reopen, reopening } from './close-page.ts';
import { enquiryTimeline } from './enquiry-timeline.ts';
import { advance, nextStep, noAnswer, type Enquiry } from './next-step.ts';
import { allowTelling, noteTold, telling, withdrawTelling } from './telling.ts';

export type Task = SuccessOf<'GET /tasks'>['items'][number];

/** Sees one person through: how to reach them, what to say, and the one next step. */
export const enquiryPage = staffPage({
  address: '/enquiries/:id',
  acts: [advance, noAnswer, judgeFit, lookedAtConflict, reopen, allowTelling, withdrawTelling, noteTold],
  async show(asked) {
    const { ask, params, words } = asked;
    const enquiry = await ask('GET /enquiries/:id', { params: { id: params['id'] ?? '' } });
    const { items: tasks } = await ask('GET /tasks', { query: { enquiryId: enquiry.id } });
    const staff = await staffNames(ask);
    const { person, source, dueAt } = enquiry;
    const number = words.say('enquiries.number', { number: source.number ?? 0 });
    return {
      title: person ? `${number}, ${initialsOf(person)}` : number,
      heading: markup`${person ? named(person) : words.say('enquiries.erased')} <span class="hint">${number}</span>`,
      body: markup`<div class="beside"><div>${where(asked, enquiry, staff)}
${whatNow(asked, enquiry, tasks)}
${aboutEnquiry(asked, enquiry, tasks)}
${await telling(asked, enquiry)}</div>
<aside>${enquiryTimeline(asked, enquiry, staff)}</aside></div>`,
      saidValues: {
        number: source.number ?? 0,
        moment: dueAt === null ? '' : deadline(words, dueAt),
      },
    };
  },
});

/** Where they stand, by when, with whom, and how to reach them. */
function where({ words }: PageAsked, enquiry: Enquiry, staff: ReadonlyMap<string, string>): Markup {
  const { stage, dueAt, person, practitionerId, onBehalf } = enquiry;
  const due = dueAt === null ? null : clock(words, dueAt);
  const withWhom = staff.get(practitionerId ?? '');
  const ways = person && reach(person.phone, person.email);
  return markup`<p>${tag(words.say(`terms.stage.${stage}`))} ${due && markup`<span class="clock ${due.tone ?? ''}">${due.words}</span>`} ${withWhom === undefined ? null : words.rich('enquiries.with', { name: named(withWhom) })} ${onBehalf === null ? null : words.say('enquiries.onBehalf', { who: words.say(`terms.onBehalf.${onBehalf}`) })}</p>
<p class="reach">${ways ?? words.say('enquiries.noWay')}</p>`;
}

/** The words to say, the next step as the one main act, and the ways aside. */
function whatNow(asked: PageAsked, enquiry: Enquiry, tasks: readonly Task[]): Markup | null {
  const { words, form, may } = asked;
  const { id, stage, closed } = enquiry;
  if (closed) return reopening(asked, enquiry);
  const say = tasks.find((task) => task.say !== null)?.say ?? null;
  const toSay =
    say === null
      ? null
      : markup`<p>${words.say('enquiries.say')}</p><blockquote>${privateText(say)}</blockquote>`;
  const step = nextStep(asked, enquiry, {
    fields: (filled) =>
      markup`${folded(
        words.say('enquiries.next.earlier'),
        dateField({ name: 'at', type: 'datetime-local', label: words.say('enquiries.next.when') }, filled),
      )}`,
  });
  const attempt =
    stage === 'received' ? form(noAnswer, { params: { id }, label: words.say('enquiries.noAnswer') }) : null;
  const isOpen = stage === 'received' || stage === 'contacted' || stage === 'booked';
  const links = [
    ...(may('POST /enquiries/:id/refer-out')
      ? [{ to: 'refer-out', key: 'enquiries.referOut' } as const]
      : []),
    ...(may('POST /enquiries/:id/close') && isOpen ? [{ to: 'close', key: 'enquiries.close' } as const] : []),
    ...(may('PATCH /enquiries/:id') ? [{ to: 'edit', key: 'enquiries.edit' } as const] : []),
  ].map(({ to, key }) => markup`<a href="/enquiries/${id}/${to}">${words.say(key)}</a>`);
  const tried =
    enquiry.attempts === 0
      ? null
      : markup`<p class="hint">${words.say('enquiries.attempts', { count: enquiry.attempts })}</p>`;
  return region({
    id: 'next',
    title: words.say('enquiries.next'),
    body: markup`${toSay}${tried}${step}<div class="acts">${attempt}${links}</div>`,
  });
}
