import { submitOnce } from '../facts/idempotency.ts';
import { answerConsent } from '../facts/clients/public-consent.ts';
import { address } from './address.ts';
import { consentWords } from '../email/consent-words.ts';
import { blank, type Filled } from './parts/filled.ts';
import { form, onceOf } from './parts/form.ts';
import { markup } from '../http/markup.ts';
import { page } from './page.ts';
import { behindLink, shown, type Answer, type LinkVisit, type Served } from './visit.ts';

/** Of equal weight: neither is the expected one. */
const BUTTONS = markup`<p><button class="quiet" id="answer" name="answer" value="yes">Yes, that’s fine</button></p>
<p><button class="quiet" name="answer" value="no">No, thank you</button></p>`;
const SAID_YES = page(
  'Thank you',
  markup`<p>Noted. Say stop whenever you like; it makes no difference to your care.</p>`,
);
const SAID_NO = page(
  'Thank you',
  markup`<p>Noted. Nobody will ask you again, and it makes no difference to your care.</p>`,
);

/** The link on a slip that the desk hands over (M5): a yes and a no of one's own, and nothing before either is pressed. */
export function ownConsentPage(served: Served) {
  return address('/p/:practice/consent/:token', {
    get: behindLink(served, 'consent', (visit) => ask(visit, blank())),

    post: behindLink(served, 'consent', async (visit) => {
      const { subjectId: clientId, fields, inTransaction } = visit;
      const said = fields['answer'];
      if (said !== 'yes' && said !== 'no')
        return ask(visit, { fields, faults: { answer: 'Please press one of the two; both are fine.' } }, 422);
      await inTransaction(async (tx) => {
        const { version: wordingVersion } = await consentWords(tx);
        const pressed = { clientId, yes: said === 'yes', channel: 'slip' as const, wordingVersion };
        await submitOnce(tx, `consent/${clientId}/${onceOf(fields)}`, () => answerConsent(tx, pressed));
      });
      return shown(said === 'yes' ? SAID_YES : SAID_NO);
    }),
  });
}

async function ask({ practice, inTransaction }: LinkVisit, filled: Filled, status = 200): Promise<Answer> {
  const words = await inTransaction(consentWords);
  const body = markup`<p>${practice.name} would like to ask you something. Yes, no or nothing at all: each is fine.</p>
<p>${words.label}</p>
<p><small>${words.smallPrint}</small></p>
${form(filled, BUTTONS)}`;
  return shown(page('May we?', body), status);
}
