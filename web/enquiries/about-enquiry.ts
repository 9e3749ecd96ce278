import { markup, type Markup } from '../../http/markup.ts';
import { FITS } from '../../policy/enquiries/enquiry-terms.ts';
import { privateText } from '../parts/private-text.ts';
import { region } from '../parts/region.ts';
import { select } from '../parts/select.ts';
import { summaryList } from '../parts/summary-list.ts';
import { act, type PageAsked } from '../staff-page.ts';
import type { Task } from './enquiry-page.ts';
import type { Enquiry } from './next-step.ts';
import { sourceInWords } from './source-in-words.ts';

/** How well they fit, as whoever spoke with them sees it. */
export const judgeFit = act({
  does: 'PATCH /enquiries/:id',
  address: '/enquiries/:id/fit',
  said: 'enquiries.said.fit',
});

/** A practitioner has looked: nothing stands in the way of a booking. The id is the task's. */
export const lookedAtConflict = act({
  does: 'POST /tasks/:id/done',
  address: '/tasks/:id/no-conflict',
  said: 'enquiries.said.conflictCleared',
});

/** What is known besides: fit, conflict, and how this one came about. */
export function aboutEnquiry(asked: PageAsked, enquiry: Enquiry, tasks: readonly Task[]): Markup {
  const { words, may } = asked;
  const { answer, referralId, clientId, via, severalNames, origin, source } = enquiry;
  const { say } = words;
  const facts = [
    { term: say('enquiries.about.source'), detail: sourceWithLink(asked, enquiry) },
    ...(answer === null ? [] : [{ term: say('enquiries.new.answer'), detail: privateText(answer) }]),
    { term: say('enquiries.new.via'), detail: say(`terms.via.${via}`) },
    ...(severalNames
      ? [{ term: say('enquiries.about.names'), detail: say('enquiries.new.severalNames') }]
      : []),
    ...(referralId !== undefined && may('GET /referrals/:id')
      ? [
          {
            term: say('enquiries.about.referral'),
            detail: markup`<a href="/referrals/${referralId}">${say('enquiries.about.referralLink')}</a>`,
          },
        ]
      : []),
    ...(origin?.promptedBy
      ? [
          {
            term: say('enquiries.about.prompt'),
            detail: words.rich('enquiries.about.promptedOn', { day: words.time(origin.promptedBy.at) }),
          },
        ]
      : []),
    ...(clientId === undefined
      ? []
      : [
          {
            term: say('enquiries.about.client'),
            detail: markup`<a href="/clients/${clientId}">${say('enquiries.about.clientLink')}</a>`,
          },
        ]),
  ];
  const logLink =
    source.number !== null && may('GET /source-log/:number')
      ? markup`<p><a href="/source-log/${source.number}">${say('enquiries.about.line', { number: source.number })}</a></p>`
      : null;
  return markup`${fit(asked, enquiry)}${conflict(asked, enquiry, tasks)}${region({
    id: 'origin',
    title: say('enquiries.about'),
    body: markup`${summaryList(facts)}${logLink}`,
  })}`;
}

function sourceWithLink(asked: PageAsked, enquiry: Enquiry): Markup {
  const { clientId, professionalId } = enquiry.source;
  const words = sourceInWords(asked, enquiry);
  if (clientId !== undefined) return markup`<a href="/clients/${clientId}">${words}</a>`;
  return professionalId === undefined
    ? words
    : markup`<a href="/professionals/${professionalId}">${words}</a>`;
}

function fit({ form, words }: PageAsked, { id, fit: known, person }: Enquiry): Markup | null {
  if (person === null) return null;
  const { say } = words;
  const options = FITS.map((value) => ({ value, label: say(`terms.fit.${value}`) }));
  const judge = form(judgeFit, {
    params: { id },
    label: say('enquiries.fit.keep'),
    initial: { fit: known },
    fields: (filled) =>
      select({ name: 'fit', label: say('enquiries.fit'), blank: say('enquiries.fit.none'), options }, filled),
  });
  return judge && markup`<div class="inline">${judge}</div>`;
}

/** Before anything is booked a practitioner looks whether two people would meet (§2.8). */
function conflict({ form, words }: PageAsked, enquiry: Enquiry, tasks: readonly Task[]): Markup | null {
  if (enquiry.conflict === null) return null;
  const { say } = words;
  const body = (content: Markup | null) =>
    region({
      id: 'conflict',
      title: say('enquiries.conflict'),
      body: markup`<p>${say(enquiry.conflict === 'open' ? 'enquiries.conflict.waits' : 'enquiries.conflict.cleared')}</p>${content}`,
    });
  const task = tasks.find(({ kind, acts }) => kind === 'check_conflict' && acts.includes('done'));
  if (enquiry.conflict === 'cleared' || !task) return body(null);
  return body(form(lookedAtConflict, { params: { id: task.id }, label: say('enquiries.conflict.none') }));
}
