import { markup, type Markup } from '../../http/markup.ts';
import { WORDS_FOR_A_FRIENDS_NUMBER } from '../../policy/outbound-mail/subjects.ts';
import { folded } from '../parts/folded.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import { practitionersOf } from '../practice/practitioners.ts';
import { CONTACT_FAULTS, withContact } from './contact-field.ts';
import { newEnquiryFields } from './new-fields.ts';

const REFERRER = 'referrer.firstName';
const NAME_THEM = { field: REFERRER, says: 'enquiries.new.referrerFault' } as const;

const save = act({
  does: 'POST /enquiries',
  address: '/enquiries/new',
  said: 'enquiries.said.saved',
  // Whoever suggested us is the source already.
  reads: (fields) =>
    withContact(fields, (name) => name === 'sourceKind' && Boolean(fields.get(REFERRER)?.trim())),
  faults: { ...CONTACT_FAULTS, referrer: NAME_THEM, mayThank: NAME_THEM },
  to: ({ answer }) => `/enquiries/${answer.id}`,
  at: ({ answer }) => answer.id,
});

/** Notes whoever got in touch, in one go: one form for every door. */
export const newEnquiryPage = staffPage({
  address: '/enquiries/new',
  acts: [save],
  async show(asked) {
    const { ask, words, form, me } = asked;
    const practitioners = me.ownOnly ? [] : await practitionersOf(ask);
    const { items: lines } = await ask('GET /service-lines');
    const enquiry = form(save, {
      label: words.say('enquiries.new.save'),
      kind: 'main',
      initial: { via: 'phone' },
      fields: (filled) =>
        markup`${newEnquiryFields(words, { practitioners, lines }, filled)}${friendsNumber(asked)}`,
    });
    return {
      title: words.say('enquiries.new.title'),
      body: markup`${otherDoors(asked)}${enquiry}`,
    };
  },
});

/** Who passes our name on, and a colleague's letter, are noted elsewhere. */
function otherDoors({ words, may }: PageAsked): Markup | null {
  if (!may('POST /referrals')) return null;
  return markup`<p class="doors"><a href="/referrals/new">${words.say('enquiries.new.passedOn')}</a> · <a href="/referrals/new?by=letter">${words.say('enquiries.new.letter')}</a></p>`;
}

/** Nobody rings out of the blue (D1): what is said instead. */
function friendsNumber({ words }: PageAsked): Markup | null {
  return folded(
    words.say('enquiries.new.friendsNumber'),
    markup`<p>${words.say('enquiries.new.friendsNumberWhy')}</p><blockquote>${WORDS_FOR_A_FRIENDS_NUMBER}</blockquote>`,
  );
}
