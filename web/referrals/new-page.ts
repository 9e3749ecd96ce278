import { markup, type Markup } from '../../http/markup.ts';
import { WORDS_FOR_A_FRIENDS_NUMBER } from '../../policy/outbound-mail/subjects.ts';
import { CONTACT, CONTACT_FAULTS, withContact } from '../enquiries/contact-field.ts';
import { viaField } from '../enquiries/new-fields.ts';
import { dateField } from '../parts/date-field.ts';
import { field } from '../parts/field.ts';
import type { Filled } from '../parts/filled.ts';
import { filters } from '../parts/filters.ts';
import { folded } from '../parts/folded.ts';
import { named } from '../parts/named.ts';
import { select } from '../parts/select.ts';
import { tick } from '../parts/tick.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import type { Words } from '../words/words.ts';

const save = act({
  does: 'POST /referrals',
  address: '/referrals/new',
  said: ({ answer }) => (answer.duplicateOf === undefined ? 'referrals.said.saved' : 'referrals.said.known'),
  reads: (fields) => withContact(fields),
  faults: {
    ...CONTACT_FAULTS,
    referrer: { field: 'referrer.firstName', says: 'referrals.new.referrerFault' },
  },
  to: ({ answer }) => `/referrals/${answer.id}`,
  at: ({ answer }) => answer.id,
});

const saveLetter = act({
  does: 'POST /referrals',
  address: '/referrals/new/letter',
  said: 'referrals.said.saved',
  reads: (fields) => withContact(fields),
  faults: {
    ...CONTACT_FAULTS,
    referrer: { field: 'referrer.professionalId', says: 'referrals.new.colleagueFault' },
  },
  to: ({ answer }) => `/referrals/${answer.id}`,
  at: ({ answer }) => answer.id,
});

/** They passed our name on, or a colleague sent a letter. `client` and `professional` are who it was, where a page of theirs leads here. */
export const newReferralPage = staffPage({
  address: '/referrals/new',
  filters: ['by', 'client', 'professional'],
  acts: [save, saveLetter],
  async show(asked) {
    const { words, query } = asked;
    const isLetter = query['by'] === 'letter';
    const doors = filters(words.say('referrals.new.how'), [
      { href: '/referrals/new', words: words.say('enquiries.new.passedOn'), isCurrent: !isLetter },
      { href: '/referrals/new?by=letter', words: words.say('enquiries.new.letter'), isCurrent: isLetter },
    ]);
    const form = isLetter ? await letter(asked) : await passedOn(asked);
    return {
      title: words.say('referrals.new.title'),
      body: markup`${doors}${form}`,
    };
  },
});

async function passedOn(asked: PageAsked): Promise<Markup> {
  const { words, form } = asked;
  const known = await knownReferrer(asked);
  const saved = form(save, {
    label: words.say('referrals.new.save'),
    kind: 'main',
    initial: { via: 'phone' },
    hidden: { learnedFrom: 'referrer', ...known?.hidden },
    fields: (filled) => markup`${known?.words ?? whoFields(words, filled)}
${field({ name: 'person.firstName', label: words.say('referrals.new.person'), hint: words.say('referrals.new.personHint'), max: 100 }, filled)}
${moreFields(words, filled)}`,
  });
  const friend = folded(
    words.say('enquiries.new.friendsNumber'),
    markup`<p>${words.say('enquiries.new.friendsNumberWhy')}</p><blockquote>${WORDS_FOR_A_FRIENDS_NUMBER}</blockquote>`,
  );
  return markup`${saved}${friend}`;
}

type Known = { words: Markup; hidden: Readonly<Record<string, string>> };

/** Who it was, where a page of theirs leads here. */
async function knownReferrer({ ask, query, words }: PageAsked): Promise<Known | null> {
  const { client, professional } = query;
  if (client !== undefined) {
    const one = await ask('GET /clients/:id', { params: { id: client } });
    return {
      words: markup`<p>${words.rich('referrals.new.from', { name: named(one) })}</p>`,
      hidden: { 'referrer.clientId': one.id },
    };
  }
  if (professional === undefined) return null;
  const one = await ask('GET /professionals/:id', { params: { id: professional } });
  return {
    words: markup`<p>${words.rich('referrals.new.from', { name: named(one) })}</p>`,
    hidden: { 'referrer.professionalId': one.id },
  };
}

function whoFields({ say }: Words, filled: Filled): Markup {
  return markup`${field({ name: 'referrer.firstName', label: say('referrals.new.who'), max: 100, hasFocus: true }, filled)}
${field({ name: 'referrer.email', label: say('referrals.new.email'), hint: say('referrals.new.emailHint'), type: 'email', max: 254 }, filled)}`;
}

function moreFields(words: Words, filled: Filled): Markup | null {
  const { say } = words;
  const body = markup`${dateField({ name: 'receivedAt', type: 'datetime-local', label: say('enquiries.new.receivedAt'), hint: say('enquiries.new.receivedAtHint') }, filled)}
${viaField(words, filled)}
${tick({ name: 'distinct', label: say('referrals.new.distinct') }, filled)}`;
  return folded(say('enquiries.new.more'), body);
}

/** A colleague who sends somebody: the person and how to reach them are known, so they are an enquiry at once. */
async function letter({ ask, words, form, query }: PageAsked): Promise<Markup> {
  const { say } = words;
  const { items } = await ask('GET /professionals', { query: { limit: '200' } });
  const options = items
    .map((one) => ({
      value: one.id,
      label:
        [one.title, one.firstName, one.lastName].filter(Boolean).join(' ') +
        (one.organisation === null ? '' : `, ${one.organisation}`),
    }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
  const saved = form(saveLetter, {
    label: say('referrals.new.saveLetter'),
    kind: 'main',
    initial: { via: 'letter', 'referrer.professionalId': query['professional'] },
    hidden: { learnedFrom: 'professional_letter' },
    fields: (
      filled,
    ) => markup`${select({ name: 'referrer.professionalId', label: say('referrals.new.colleague'), blank: say('enquiries.new.choose'), options }, filled)}
<p class="hint"><a href="/professionals/new">${say('referrals.new.addColleague')}</a></p>
${field({ name: 'person.firstName', label: say('referrals.new.patient'), max: 100 }, filled)}
${field({ name: CONTACT, label: say('enquiries.new.contact'), max: 254 }, filled)}
${tick({ name: 'personAgreed', label: say('referrals.new.agreed') }, filled)}
${moreFields(words, filled)}`,
  });
  return markup`${saved}`;
}
