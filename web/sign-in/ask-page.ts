import type { RequestHandler } from 'express';
import { z } from 'zod';
import { askForLink } from '../../facts/sign-in/ask-for-link.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { page } from '../page.ts';
import { field } from '../parts/field.ts';
import { blank, type Filled } from '../parts/filled.ts';
import { button, form } from '../parts/form.ts';
import { fieldsOf } from '../read-form.ts';
import { readTyped, typedEmail } from '../read-typed.ts';
import { rememberAsked } from './asked-cookie.ts';
import { ownPath } from './own-path.ts';
import { passkeyOffer } from './passkey-offer.ts';
import type { SignInServed } from './gone.ts';

const Asking = z.object({ email: typedEmail() });
const FAULTS = { email: 'Please give your e-mail address, as in noor@example.org.' };

/** `GET /sign-in`: one address, or a passkey. `to` is where whoever signs in wanted to go. */
export function showAskPage(served: SignInServed): RequestHandler {
  return (req, res) => {
    const to = ownPath(fieldsOf(req.query)['to']);
    res.type('html').send(askPage(served, { ...blank(), fields: to === null ? {} : { to } }));
  };
}

/** `POST /sign-in`: the same answer for every address; whether a link leaves is decided after it. */
export function takeAskPage(served: SignInServed): RequestHandler {
  return async (req, res) => {
    const fields = fieldsOf(req.body);
    const { typed, faults } = readTyped(Asking, fields, FAULTS);
    if (faults) {
      res.status(422).type('html').send(askPage(served, { fields, faults }));
      return;
    }
    const asked = rememberAsked(req, res, served.publicUrl);
    const goesTo = ownPath(fields['to']);
    const sendMail = await askForLink(served.database, { email: typed.email, asked, goesTo }, new Date());
    res.type('html').send(page('Look into your mail', ON_ITS_WAY));
    await sendMail().catch((error: unknown) =>
      served.log.error({ err: error }, 'A sign-in link was not sent.'),
    );
  };
}

/** The page on which somebody signs in, above it what they should know; also the answer to a form that came too late. */
export function askPage(
  { publicUrl }: Pick<SignInServed, 'publicUrl'>,
  filled: Filled,
  above?: Markup,
): string {
  const { to } = filled.fields;
  const goesTo = to === undefined ? null : markup`<input type="hidden" name="to" value="${to}">`;
  const email = {
    name: 'email',
    label: 'E-mail address',
    type: 'email',
    autocomplete: 'username webauthn',
    max: 254,
  } as const;
  const body = markup`${field(email, filled)}${goesTo}${button('Send me a link')}`;
  return page('Sign in', markup`${above ?? null}${form(filled, body, '/sign-in')}${passkeyOffer(publicUrl)}`);
}

const ON_ITS_WAY = markup`<p>If somebody works here under this address, a link is on its way to it. It works for fifteen minutes, and once.</p>
<p>Open it in this browser. In another one it asks for the code that stands beside it.</p>
<p>Nothing came? Look among the unwanted mail, or <a href="/sign-in">ask again</a>.</p>`;
