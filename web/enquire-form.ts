import { z } from 'zod';
import { isObject, personName } from '../http/fields.ts';
import type { NewEnquiry } from '../facts/intake/record-enquiry.ts';
import { ON_BEHALF } from '../policy/enquiries/enquiry-terms.ts';
import { field } from './parts/field.ts';
import type { Filled } from './parts/filled.ts';
import { select } from './parts/select.ts';
import { tick } from './parts/tick.ts';
import { markup, type Markup } from '../http/markup.ts';
import { orBlank, ticked, typedContact } from './read-typed.ts';
import { shortSourceOptions, SourceLine, sourceTold, type SourceWords } from './source-question.ts';

const LONGEST_NAME = 80;
const FOR_WHOM = [
  { value: 'child', label: 'My child' },
  { value: 'partner', label: 'My partner' },
  { value: 'other', label: 'Somebody else' },
];

/** What somebody types who gets in touch. */
export const Enquiring = z.object({
  firstName: personName(LONGEST_NAME),
  contact: typedContact(),
  onBehalf: orBlank(z.enum(ON_BEHALF)),
  heard: orBlank(SourceLine),
  knows: ticked(),
});

/** The same through a referrer's link: who suggested us, and whether we may thank them, are two questions (§5a.14). */
export const EnquiringByLink = Enquiring.extend({
  suggested: ticked(),
  mayThank: ticked(),
  mayName: ticked(),
})
  .refine(({ suggested, mayThank }) => suggested || !mayThank, { path: ['mayThank'], when: isObject })
  .refine(({ mayThank, mayName }) => mayThank || !mayName, { path: ['mayName'], when: isObject });

export const ENQUIRY_FAULTS = {
  firstName: 'Please give your first name.',
  contact: 'Please give one e-mail address or one telephone number at which we can reach you.',
  onBehalf: 'Please choose one of the list, or leave it as it is.',
  heard: 'Please choose one of the list, or leave it as it is.',
  mayThank: 'To thank them we need to know who it was: tick the box above as well, or neither.',
  mayName: 'We can say it was you only if we may thank them: tick both, or the first alone.',
};

export function enquiryFields(words: SourceWords, filled: Filled): Markup {
  return markup`${field({ name: 'firstName', label: 'Your first name', autocomplete: 'given-name', max: LONGEST_NAME }, filled)}
${field({ name: 'contact', label: 'Your e-mail address or telephone number', max: 254 }, filled)}
${select({ name: 'onBehalf', label: 'Who is it for?', blank: 'Myself', options: FOR_WHOM }, filled)}
${select({ name: 'heard', label: words.m4('question'), blank: 'Choose, if you like', options: shortSourceOptions(words) }, filled)}
${tick({ name: 'knows', label: 'Somebody I know well may be coming here too' }, filled)}
<p><small>We ask this of everybody, so that nobody meets by surprise. Nobody hears from us what you tick here.</small></p>`;
}

export function suggestedFields({ m4 }: SourceWords, filled: Filled): Markup {
  return markup`<fieldset><legend>Who suggested us</legend>
${tick({ name: 'suggested', label: 'This link tells us which contact suggested us – untick to remove' }, filled)}
${tick({ name: 'mayThank', label: m4('may_thank') }, filled)}
${tick({ name: 'mayName', label: m4('may_name') }, filled)}
<p><small>${m4('small_print')}</small></p></fieldset>`;
}

/** An enquiry as it was typed. */
export function enquiryOf(
  words: SourceWords,
  { firstName, contact, onBehalf, heard, knows }: z.output<typeof Enquiring>,
): Omit<NewEnquiry, 'receivedAt'> {
  return {
    person: { firstName, ...contact },
    onBehalf,
    ...(heard === undefined ? {} : sourceTold(words, heard)),
    ...(knows ? { knowsACurrentClient: true } : {}),
    via: 'form',
  };
}
