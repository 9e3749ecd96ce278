import { markup, type Markup } from '../../http/markup.ts';
import { CLOSING_REASONS, LOSS_CAUSES } from '../../policy/enquiries/enquiry-terms.ts';
import { choices } from '../parts/choices.ts';
import { field } from '../parts/field.ts';
import { initialsOf, named } from '../parts/named.ts';
import { region } from '../parts/region.ts';
import { select } from '../parts/select.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import type { Enquiry } from './next-step.ts';

const close = act({
  does: 'POST /enquiries/:id/close',
  said: 'enquiries.said.closed',
  to: ({ params }) => `/enquiries/${params['id'] ?? ''}`,
});

/** The opposite of closing. */
export const reopen = act({ does: 'POST /enquiries/:id/reopen', said: 'enquiries.said.reopened' });

/** Ends an enquiry without a first session, with its reason. */
export const closePage = staffPage({
  address: '/enquiries/:id/close',
  acts: [close],
  async show({ ask, params, words, form }) {
    const { say } = words;
    const id = params['id'] ?? '';
    const { person } = await ask('GET /enquiries/:id', { params: { id } });
    const who = person ?? say('enquiries.erased');
    const reasons = CLOSING_REASONS.map((value) => ({ value, label: say(`terms.closing.${value}`) }));
    const causes = LOSS_CAUSES.map((value) => ({ value, label: say(`terms.leak.${value}`) }));
    return {
      title: say('enquiries.close.title', { who: initialsOf(who) }),
      heading: words.rich('enquiries.close.title', { who: named(who) }),
      body: markup`<p>${say('enquiries.close.what')}</p>${form(close, {
        params: { id },
        label: say('enquiries.close.button'),
        kind: 'main',
        fields: (
          filled,
        ) => markup`${choices({ name: 'reason', legend: say('enquiries.close.reason'), options: reasons }, filled)}
${select({ name: 'leak', label: say('enquiries.close.cause'), hint: say('enquiries.close.causeHint'), blank: say('enquiries.new.notSaid'), options: causes }, filled)}`,
      })}<p><a href="/enquiries/${id}">${say('enquiries.back')}</a></p>`,
    };
  },
});

/** Why it was closed, and the way to go on where they are back. */
export function reopening({ form, words }: PageAsked, { id, closed, person }: Enquiry): Markup | null {
  if (!closed) return null;
  const { say } = words;
  const reason = words.rich('enquiries.closedOn', {
    day: words.time(closed.at),
    reason: say(`terms.closing.${closed.reason}`),
  });
  const again =
    person &&
    form(reopen, {
      params: { id },
      label: say('enquiries.reopen'),
      fields: (filled) =>
        field(
          {
            name: 'reason',
            label: say('enquiries.reopen.why'),
            hint: say('enquiries.reopen.hint'),
            max: 200,
          },
          filled,
        ),
    });
  return region({ id: 'next', title: say('enquiries.isClosed'), body: markup`<p>${reason}</p>${again}` });
}
