import { z } from 'zod';
import { line, personName } from '../http/fields.ts';
import { address } from './address.ts';
import { statementAbove } from './capacity/statement.ts';
import { answeredWithin, ifUrgent, inParagraphs, whatWeKeep } from './first-contact-words.ts';
import { field } from './parts/field.ts';
import type { Filled } from './parts/filled.ts';
import { tick } from './parts/tick.ts';
import { markup, type Markup } from '../http/markup.ts';
import { openForm } from './open-form.ts';
import { readTyped, typedContact, typedEmail } from './read-typed.ts';
import { atDesk, type Served, type Visit } from './visit.ts';
import { waysToReach } from './ways-to-reach.ts';

const LONGEST_NAME = 100;
const Typed = z.object({
  name: personName(LONGEST_NAME),
  organisation: line(LONGEST_NAME),
  email: typedEmail(),
  firstName: personName(LONGEST_NAME),
  contact: typedContact(),
  agreed: z.literal('yes'),
});
const FAULTS = {
  name: 'Please give your name.',
  organisation: 'Please say where you work.',
  email: 'Please give your e-mail address, such as sam@example.org.',
  firstName: 'Please give their first name.',
  contact: 'Please give one e-mail address or one telephone number at which they can be reached.',
  agreed:
    'Nothing was kept. We may get in touch with them only if they have agreed: ask them first, or give them our details instead.',
};

/** "Refer as a professional": whoever has agreed to it is written to; whoever has not, is not. */
export function professionalsPage(served: Served) {
  const { show, take } = openForm({
    name: 'professionals',
    title: ({ practice }) => `Refer somebody to ${practice.name}`,
    words,
    fields,
    read: (typed) => readTyped(Typed, typed, FAULTS),
    sent: async (_tx, { name, organisation, email, firstName, contact }) => ({
      form: 'professionals' as const,
      said: { name, organisation, email, person: { firstName, ...contact } },
    }),
    thanks,
  });
  return address('/p/:practice/professionals', { get: atDesk(served, show), post: atDesk(served, take) });
}

async function words(visit: Visit): Promise<Markup> {
  const { practice } = visit;
  return markup`${await statementAbove(visit)}
<p>What happens next: we get in touch with them within ${answeredWithin(practice)}, twice at most. You may have a word of thanks from us, and no more: how it goes on is theirs to tell you, or ours if they ask us to.</p>
${inParagraphs(practice.whoWeHelp)}
${ifUrgent(practice)}`;
}

async function fields({ practice }: Visit, filled: Filled): Promise<Markup> {
  return markup`<fieldset><legend>You</legend>
${field({ name: 'name', label: 'Your name', autocomplete: 'name', max: LONGEST_NAME }, filled)}
${field({ name: 'organisation', label: 'Where you work', autocomplete: 'organization', max: LONGEST_NAME }, filled)}
${field({ name: 'email', label: 'Your e-mail address', type: 'email', autocomplete: 'email', max: 254 }, filled)}</fieldset>
<fieldset><legend>The person you have in mind</legend>
${field({ name: 'firstName', label: 'Their first name', max: LONGEST_NAME }, filled)}
${field({ name: 'contact', label: 'Their e-mail address or telephone number', max: 254 }, filled)}
${tick({ name: 'agreed', label: 'They have agreed that I pass this on and that you contact them' }, filled)}
<p><small>No reason is needed, and there is no room for one: they can tell us themselves.</small></p></fieldset>
${whatWeKeep(practice)}`;
}

async function thanks({ practice }: Visit): Promise<Markup> {
  return markup`<p>It has arrived, and we’ll take it from there.</p>
${ifUrgent(practice)}
<p>If they would rather get in touch themselves:</p>
${waysToReach(practice)}`;
}
