import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { askForLink } from '../../facts/sign-in/ask-for-link.ts';
import { markup } from '../../http/markup.ts';
import { sendPage } from '../../http/send-page.ts';
import { page } from '../page.ts';
import { errorSummary } from '../parts/error-summary.ts';
import { field } from '../parts/field.ts';
import { blank, type Filled } from '../parts/filled.ts';
import { button } from '../parts/form.ts';
import { fieldsOf } from '../read-form.ts';
import { readTyped, typedEmail } from '../read-typed.ts';
import { rememberAsked } from './asked-cookie.ts';
import { wordsFor, type SignInServed } from './gone.ts';
import { isFormKept } from './kept-form.ts';
import { ownPath } from './own-path.ts';
import { passkeyButton, PASSKEY_SCRIPTS } from './passkey-button.ts';

const Asking = z.object({ email: typedEmail() });

/** `GET /sign-in`: one address, or a passkey. `to` is where whoever signs in wanted to go. */
export function showAskPage(served: SignInServed): RequestHandler {
  return async (req, res) => {
    const to = ownPath(fieldsOf(req.query)['to']);
    await sendPage(res, askPage(served, req, { ...blank(), fields: to === null ? {} : { to } }));
  };
}

/** `POST /sign-in`: the same answer for every address; whether a link leaves is decided after it. */
export function takeAskPage(served: SignInServed): RequestHandler {
  return async (req, res) => {
    const fields = fieldsOf(req.body);
    const words = wordsFor(req);
    const { typed, faults } = readTyped(Asking, fields, { email: words.say('signIn.emailFault') });
    if (faults) return sendPage(res.status(422), askPage(served, req, { fields, faults }));
    const asked = rememberAsked(req, res, served.publicUrl);
    const goesTo = ownPath(fields['to']);
    const sendMail = await askForLink(served.database, { email: typed.email, asked, goesTo }, new Date());
    await sendPage(res, sentPage(req));
    await sendMail().catch((error: unknown) =>
      served.log.error({ err: error }, 'A sign-in link was not sent.'),
    );
  };
}

function askPage({ publicUrl }: SignInServed, req: Request, filled: Filled): string {
  const { say, language } = wordsFor(req);
  const { to } = filled.fields;
  const late = isFormKept(publicUrl, req) ? markup`<p class="state warm">${say('signIn.late')}</p>` : null;
  const goesTo = to === undefined ? null : markup`<input type="hidden" name="to" value="${to}">`;
  const email = field(
    {
      name: 'email',
      label: say('signIn.email'),
      type: 'email',
      autocomplete: 'username webauthn',
      max: 254,
      hasFocus: true,
    },
    filled,
  );
  const form = markup`<form method="post" action="/sign-in" novalidate>${email}${goesTo}${button(say('signIn.send'))}</form>`;
  const passkey = passkeyButton(
    publicUrl,
    { options: '/sign-in/passkey/options', proof: '/sign-in/passkey', to: to ?? null },
    say,
  );
  const body = markup`${late}${errorSummary(filled, say('signIn.lookAgain'))}${form}${passkey}`;
  return page(say('signIn.title'), body, { language, scripts: passkey ? PASSKEY_SCRIPTS : [] });
}

function sentPage(req: Request): string {
  const { say, language } = wordsFor(req);
  const body = markup`<p role="status">${say('signIn.sent.onItsWay')}</p>
<p>${say('signIn.sent.otherBrowser')}</p>
<p>${say('signIn.sent.nothing')}</p>
<p><a href="/sign-in">${say('signIn.sent.again')}</a></p>`;
  return page(say('signIn.sent.title'), body, { language });
}
