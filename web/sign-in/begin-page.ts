import type { RequestHandler } from 'express';
import { z } from 'zod';
import { beginPractice } from '../../facts/sign-in/begin-practice.ts';
import { findSignInLink } from '../../facts/sign-in/open-link.ts';
import { line, personName } from '../../http/fields.ts';
import { markup } from '../../http/markup.ts';
import { page } from '../page.ts';
import { field } from '../parts/field.ts';
import { type Filled } from '../parts/filled.ts';
import { button, form } from '../parts/form.ts';
import { select } from '../parts/select.ts';
import { fieldsOf } from '../read-form.ts';
import { readTyped, typedEmail } from '../read-typed.ts';
import { beginSession } from './begin-session.ts';
import { deviceWords } from './device-words.ts';
import { moneyAndDatesOf } from './money-and-dates.ts';
import { sendGone, type SignInServed } from './gone.ts';

type Token = { token: string };

const ZONES = Intl.supportedValuesOf('timeZone');
const Beginning = z.object({
  name: line(120),
  ownerName: personName(),
  ownerEmail: typedEmail(),
  timezone: z.enum(ZONES),
});
const FAULTS = {
  name: 'Please say what your practice is called.',
  ownerName: 'Please give your name.',
  ownerEmail: 'Please give your e-mail address, as in noor@example.org.',
  timezone: 'Please choose a time zone from the list.',
};
const BEFOREHAND = { timezone: 'Europe/London' };

/** `GET /begin/:token`: the first practice of an installation. */
export function showBeginPage(served: SignInServed): RequestHandler<Token> {
  return async (req, res) => {
    const link = await findSignInLink(served.database, req.params.token, new Date(), ['begin']);
    if (!link) return sendGone(res);
    res.type('html').send(beginPage({ fields: BEFOREHAND, faults: {} }));
  };
}

/** `POST /begin/:token`: makes it, in rehearsal, and signs its owner in. */
export function takeBeginPage(served: SignInServed): RequestHandler<Token> {
  return async (req, res) => {
    const link = await findSignInLink(served.database, req.params.token, new Date(), ['begin']);
    if (!link) return sendGone(res);
    const fields = fieldsOf(req.body);
    const { typed, faults } = readTyped(Beginning, fields, FAULTS);
    if (faults) {
      res.status(422).type('html').send(beginPage({ fields, faults }));
      return;
    }
    const input = { ...typed, ...moneyAndDatesOf(typed.timezone) };
    const value = await beginPractice(served.database, link, input, deviceWords(req.get('user-agent')));
    if (value === null) return sendGone(res);
    await beginSession(served, req, res, value);
    res.redirect(303, '/set-up');
  };
}

function beginPage(filled: Filled): string {
  const body = markup`${field({ name: 'name', label: 'Practice name', autocomplete: 'organization', max: 120 }, filled)}
${field({ name: 'ownerName', label: 'Your name', autocomplete: 'name', max: 100 }, filled)}
${field({ name: 'ownerEmail', label: 'Your e-mail address', type: 'email', autocomplete: 'email', max: 254 }, filled)}
${select({ name: 'timezone', label: 'Time zone', blank: 'Choose', options: ZONES.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })) }, filled)}
${button('Begin')}`;
  const words = markup`<p>Your practice begins in rehearsal: everything is decided and shown, and nothing leaves until you say so. All of this can be changed later.</p>`;
  return page('Begin', markup`${words}${form(filled, body)}`);
}
