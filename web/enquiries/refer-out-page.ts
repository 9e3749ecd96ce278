import { markup } from '../../http/markup.ts';
import { REFER_OUT_REASONS } from '../../policy/refer-outs/refer-out-terms.ts';
import { choices } from '../parts/choices.ts';
import { initialsOf, named } from '../parts/named.ts';
import { act, staffPage } from '../staff-page.ts';

const referOut = act({
  does: 'POST /enquiries/:id/refer-out',
  said: 'referOuts.said.opened',
  // Nobody is told before the person has said yes to this very colleague.
  body: (fields) => ({ reason: fields.get('reason'), personConsented: false }),
  to: ({ answer }) => `/refer-outs/${answer.id}`,
  at: ({ answer }) => answer.id,
});

/** Somebody is better served elsewhere: why, and then with whom. */
export const referOutOfEnquiryPage = staffPage({
  address: '/enquiries/:id/refer-out',
  acts: [referOut],
  async show({ ask, params, words, form }) {
    const { say } = words;
    const id = params['id'] ?? '';
    const { person } = await ask('GET /enquiries/:id', { params: { id } });
    const who = person ?? say('enquiries.erased');
    const reasons = REFER_OUT_REASONS.map((value) => ({
      value,
      label: say(`terms.referOutReason.${value}`),
    }));
    return {
      title: say('enquiries.referOut.title', { who: initialsOf(who) }),
      heading: words.rich('enquiries.referOut.title', { who: named(who) }),
      body: markup`<p>${say('enquiries.referOut.what')}</p>${form(referOut, {
        params: { id },
        label: say('enquiries.referOut.button'),
        kind: 'main',
        fields: (filled) =>
          choices({ name: 'reason', legend: say('enquiries.referOut.reason'), options: reasons }, filled),
      })}<p><a href="/enquiries/${id}">${say('enquiries.back')}</a></p>`,
    };
  },
});
