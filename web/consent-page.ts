import { Router } from 'express';
import { z } from 'zod';
import { consentWords } from '../email/consent-words.ts';
import { personName } from '../http/fields.ts';
import { markup, type Markup } from '../http/markup.ts';
import { address } from './address.ts';
import { field } from './parts/field.ts';
import type { Filled } from './parts/filled.ts';
import { tick } from './parts/tick.ts';
import { openForm } from './open-form.ts';
import { readTyped, typedEmail } from './read-typed.ts';
import { atDesk, type Served, type Visit, qrAnswer } from './visit.ts';

const PATH = '/p/:practice/consent';
const LONGEST_NAME = 80;
const Typed = z.object({ firstName: personName(LONGEST_NAME), email: typedEmail(), agree: z.literal('yes') });
const FAULTS = {
  firstName: 'Please give your first name.',
  email: 'Please give an e-mail address, such as sam@example.org.',
  agree: 'Tick the box if you agree. If you’d rather not, just leave this page: both are fine.',
};

/** The yes to prompts (M5) on a telephone at the desk, by first name and address; it counts once staff have confirmed it. */
export function consentPage(served: Served): Router {
  const router = Router();
  const { show, take } = openForm({
    name: 'consent',
    title: () => 'May we?',
    words: async ({ practice }) =>
      markup`<p>${practice.name} would like to ask you something. Whether you say yes or nothing at all, both are fine.</p>`,
    fields,
    read: (typed) => readTyped(Typed, typed, FAULTS),
    sent: async (tx, { firstName, email }) => {
      const { version: wordingVersion } = await consentWords(tx);
      return { form: 'consent' as const, said: { firstName, email, wordingVersion } };
    },
    thanks,
  });
  router.use(
    address(`${PATH}.svg`, {
      get: atDesk(served, async ({ linkTo, practice }) => qrAnswer(linkTo(`/p/${practice.slug}/consent`))),
    }),
  );
  router.use(address(PATH, { get: atDesk(served, show), post: atDesk(served, take) }));
  return router;
}

async function fields({ inTransaction }: Visit, filled: Filled): Promise<Markup> {
  const words = await inTransaction(consentWords);
  return markup`${field({ name: 'firstName', label: 'Your first name', autocomplete: 'given-name', max: LONGEST_NAME }, filled)}
${field({ name: 'email', label: 'Your e-mail address, as you gave it to us', type: 'email', autocomplete: 'email', max: 254 }, filled)}
${tick({ name: 'agree', label: words.label }, filled)}
<p><small>${words.smallPrint}</small></p>`;
}

/** The same words for everybody, so that nobody learns who is known here. */
async function thanks(): Promise<Markup> {
  return markup`<p>That’s all. If these are the details we know you by, we’ll keep to what you said. Say stop whenever you like; it makes no difference to your care.</p>`;
}
