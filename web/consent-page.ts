import { Router } from 'express';
import { emailAddress, line } from '../http/fields.ts';
import { submitOnce } from '../facts/idempotency.ts';
import { consentByAddress } from '../facts/clients/public-consent.ts';
import { address } from './address.ts';
import { consentWords } from '../email/consent-words.ts';
import {
  blank,
  button,
  form,
  isTrapped,
  onceOf,
  textField,
  tick,
  trap,
  type Faults,
  type Filled,
} from './form.ts';
import { markup } from '../http/markup.ts';
import { page } from './page.ts';
import type { Fields } from './read-form.ts';
import { atDesk, shown, type Answer, type Served, type Visit, qrAnswer } from './visit.ts';

const PATH = '/p/:practice/consent';
const FIRST_NAME = line(80);
const EMAIL = emailAddress();

/** The same words for everybody, so that nobody learns who is known here. */
const NOTED = page(
  'Thank you',
  markup`<p>That’s all. If these are the details we know you by, we’ll keep to what you said. Say stop whenever you like; it makes no difference to your care.</p>`,
);

/** The yes to prompts (M5) on a telephone at the desk, by first name and address. */
export function consentPage(served: Served): Router {
  const router = Router();
  router.use(
    address(`${PATH}.svg`, {
      get: atDesk(served, async ({ linkTo, practice }) => qrAnswer(linkTo(`/p/${practice.slug}/consent`))),
    }),
  );
  router.use(
    address(PATH, {
      get: atDesk(served, (visit) => ask(visit, blank())),
      post: atDesk(served, answer),
    }),
  );
  return router;
}

async function ask({ practice, inTransaction }: Visit, filled: Filled, status = 200): Promise<Answer> {
  const words = await inTransaction(consentWords);
  const body = markup`<p>${practice.name} would like to ask you something. Whether you say yes or nothing at all, both are fine.</p>
${form(
  filled,
  markup`${textField({ name: 'firstName', label: 'Your first name', autocomplete: 'given-name', max: 80 }, filled)}
${textField({ name: 'email', label: 'Your e-mail address, as you gave it to us', type: 'email', autocomplete: 'email', max: 254 }, filled)}
${tick({ name: 'agree', label: words.label }, filled)}
<p><small>${words.smallPrint}</small></p>
${trap()}
${button('Send')}`,
)}`;
  return shown(page('May we?', body), status);
}

async function answer(visit: Visit): Promise<Answer> {
  const { fields, inTransaction } = visit;
  if (isTrapped(fields)) return shown(NOTED);
  const firstName = FIRST_NAME.safeParse(fields['firstName']);
  const email = EMAIL.safeParse(fields['email']?.trim());
  const faults = faultsOf(fields, { firstName: firstName.success, email: email.success });
  if (!firstName.success || !email.success || Object.keys(faults).length > 0)
    return ask(visit, { fields, faults }, 422);
  await inTransaction(async (tx) => {
    const { version: wordingVersion } = await consentWords(tx);
    const typed = { firstName: firstName.data, email: email.data, wordingVersion };
    await submitOnce(tx, `consent/${onceOf(fields)}`, () => consentByAddress(tx, typed));
  });
  return shown(NOTED);
}

function faultsOf(fields: Fields, isFine: { firstName: boolean; email: boolean }): Faults {
  return {
    ...(isFine.firstName ? {} : { firstName: 'Please give your first name.' }),
    ...(isFine.email ? {} : { email: 'Please give an e-mail address, such as sam@example.org.' }),
    ...(fields['agree'] === 'yes'
      ? {}
      : { agree: 'Tick the box if you agree. If you’d rather not, just leave this page: both are fine.' }),
  };
}
