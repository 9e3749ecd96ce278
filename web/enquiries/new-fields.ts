import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { ON_BEHALF } from '../../policy/enquiries/enquiry-terms.ts';
import { CONTACT_CHANNELS } from '../../policy/source-log/source-kinds.ts';
import { SOURCE_LINES } from '../../policy/source-log/source-question.ts';
import { dateField } from '../parts/date-field.ts';
import { field } from '../parts/field.ts';
import type { Filled } from '../parts/filled.ts';
import { folded } from '../parts/folded.ts';
import { select } from '../parts/select.ts';
import { tick } from '../parts/tick.ts';
import type { Words } from '../words/words.ts';
import { CONTACT } from './contact-field.ts';

/** Whom somebody can be with, and for what. */
export type Offer = {
  practitioners: readonly { id: string; name: string }[];
  lines: SuccessOf<'GET /service-lines'>['items'];
};

/** What whoever rings says, in the order in which it comes up. */
export function newEnquiryFields(words: Words, offer: Offer, filled: Filled): Markup {
  const { say } = words;
  return markup`${field({ name: 'person.firstName', label: say('enquiries.new.firstName'), max: 100, hasFocus: true }, filled)}
${field({ name: CONTACT, label: say('enquiries.new.contact'), max: 254 }, filled)}
${sourceField(words, filled)}
${field({ name: 'referrer.firstName', label: say('enquiries.new.referrer'), hint: say('enquiries.new.referrerHint'), max: 100 }, filled)}
<div class="ticks">${tick({ name: 'mayThank', label: say('enquiries.new.mayThank') }, filled)}
${tick({ name: 'mayName', label: say('enquiries.new.mayName') }, filled)}</div>
${onBehalfField(words, filled)}
${practitionerField(words, offer.practitioners, filled)}
${tick({ name: 'knowsACurrentClient', label: say('enquiries.new.knows') }, filled)}
${folded(say('enquiries.new.more'), moreFields(words, offer, filled))}`;
}

function moreFields(words: Words, { lines }: Offer, filled: Filled): Markup {
  const { say } = words;
  return markup`${field({ name: 'person.lastName', label: say('enquiries.new.lastName'), max: 100 }, filled)}
${dateField({ name: 'receivedAt', type: 'datetime-local', label: say('enquiries.new.receivedAt'), hint: say('enquiries.new.receivedAtHint') }, filled)}
${viaField(words, filled)}
${field({ name: 'answer', label: say('enquiries.new.answer'), hint: say('enquiries.new.answerHint'), max: 500 }, filled)}
${serviceLineField(words, lines, filled)}
${tick({ name: 'severalNames', label: say('enquiries.new.severalNames') }, filled)}`;
}

function sourceField({ say }: Words, filled: Filled): Markup {
  const options = SOURCE_LINES.map(({ kind }) => ({
    value: kind,
    label: kind === 'friend' ? say('enquiries.new.suggested') : say(`terms.sourceKind.${kind}`),
  }));
  return select(
    { name: 'sourceKind', label: say('enquiries.new.heard'), blank: say('enquiries.new.choose'), options },
    filled,
  );
}

/** How somebody reached us. */
export function viaField({ say }: Words, filled: Filled): Markup {
  const options = CONTACT_CHANNELS.map((value) => ({ value, label: say(`terms.via.${value}`) }));
  return select({ name: 'via', label: say('enquiries.new.via'), options }, filled);
}

/** Whom it is for. */
export function onBehalfField({ say }: Words, filled: Filled): Markup {
  const options = ON_BEHALF.map((value) => ({ value, label: say(`terms.onBehalf.${value}`) }));
  return select(
    {
      name: 'onBehalf',
      label: say('enquiries.new.forWhom'),
      blank: say('enquiries.new.themselves'),
      options,
    },
    filled,
  );
}

/** With whom; nothing where there is nobody to choose. */
export function practitionerField(
  { say }: Words,
  practitioners: Offer['practitioners'],
  filled: Filled,
): Markup | null {
  if (practitioners.length === 0) return null;
  const options = practitioners.map(({ id, name }) => ({ value: id, label: name }));
  return select(
    {
      name: 'practitionerId',
      label: say('enquiries.new.withWhom'),
      blank: say('enquiries.new.anybody'),
      options,
    },
    filled,
  );
}

/** For what; nothing where the practice offers one thing. */
export function serviceLineField({ say }: Words, lines: Offer['lines'], filled: Filled): Markup | null {
  if (lines.length === 0) return null;
  const options = lines.map(({ id, name }) => ({ value: id, label: name }));
  return select(
    {
      name: 'serviceLineId',
      label: say('enquiries.new.serviceLine'),
      blank: say('enquiries.new.notSaid'),
      options,
    },
    filled,
  );
}
