import { Router } from 'express';
import { z } from 'zod';
import { personName } from '../http/fields.ts';
import { pageText } from '../email/page-text.ts';
import { liveWords } from '../email/templates/live-words.ts';
import { isOnlyAFirstName } from '../policy/referrals/only-a-first-name.ts';
import { WORDS_FOR_A_FRIENDS_NUMBER } from '../policy/outbound-mail/subjects.ts';
import { address } from './address.ts';
import { field } from './parts/field.ts';
import type { Filled } from './parts/filled.ts';
import { markup, type Markup } from '../http/markup.ts';
import { openForm } from './open-form.ts';
import { orBlank, readTyped, typedEmail } from './read-typed.ts';
import { atDesk, type Served, type Visit, qrAnswer } from './visit.ts';
import { waysToReach, wordsToPassOn } from './ways-to-reach.ts';

const PATH = '/p/:practice/refer';
const LONGEST_NAME = 80;
const Typed = z.object({
  // It is greeted with in the thanks: room for a name, and for nobody's advertisement.
  firstName: personName(LONGEST_NAME).refine(isOnlyAFirstName),
  email: orBlank(typedEmail()),
  friendsName: personName(LONGEST_NAME).refine(isOnlyAFirstName),
});
const FAULTS = {
  firstName: 'Please give your own first name, and nothing else.',
  email: 'Please give an e-mail address of your own, such as sam@example.org, or leave it blank.',
  friendsName: `Please give their first name and nothing else. ${WORDS_FOR_A_FRIENDS_NUMBER}`,
};

/** "Refer as a friend": a referrer's own statement. There is no field in which a friend's details could be given (D1). */
export function referPage(served: Served): Router {
  const router = Router();
  const { show, take } = openForm({
    name: 'refer',
    title: () => 'You told somebody about us?',
    words,
    fields,
    read: (typed) => readTyped(Typed, typed, FAULTS),
    sent: async (_tx, said) => ({ form: 'refer' as const, said }),
    thanks,
  });
  router.use(
    address(`${PATH}.svg`, {
      get: atDesk(served, async ({ linkTo, practice }) => qrAnswer(linkTo(`/p/${practice.slug}/refer`))),
    }),
  );
  router.use(address(PATH, { get: atDesk(served, show), post: atDesk(served, take) }));
  return router;
}

async function words({ practice }: Visit): Promise<Markup> {
  return markup`<p>Thank you for putting in a good word for ${practice.name}. Three lines are all we ask.</p>`;
}

async function fields({ practice }: Visit, filled: Filled): Promise<Markup> {
  return markup`${field({ name: 'firstName', label: 'Your own first name', autocomplete: 'given-name', max: LONGEST_NAME }, filled)}
${field({ name: 'email', label: 'Your own e-mail address, if you would like a thank-you (optional)', type: 'email', autocomplete: 'email', max: 254 }, filled)}
${field({ name: 'friendsName', label: 'Their first name, and nothing else', max: LONGEST_NAME }, filled)}
<p><small>Why is there no room for their number or address? “${WORDS_FOR_A_FRIENDS_NUMBER}” Here is what to say: “${wordsToPassOn(practice)}”</small></p>
<p><small>Their name is deleted if they don’t get in touch, and neither of you hears from us about the other.</small></p>`;
}

async function thanks({ practice, inTransaction }: Visit): Promise<Markup> {
  const m24 = await inTransaction(async ({ em, practiceId }) =>
    pageText(await liveWords(em, practiceId, 'm24'), {}),
  );
  return markup`<p>${m24}</p>
<p>To reach us they need no more than this:</p>
<blockquote>“${wordsToPassOn(practice)}”</blockquote>
${waysToReach(practice)}`;
}
