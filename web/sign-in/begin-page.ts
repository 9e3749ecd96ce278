import type { RequestHandler } from 'express';
import { z } from 'zod';
import { beginPractice } from '../../facts/sign-in/begin-practice.ts';
import { findSignInLink } from '../../facts/sign-in/open-link.ts';
import { line, personName } from '../../http/fields.ts';
import { markup } from '../../http/markup.ts';
import { sendPage } from '../../http/send-page.ts';
import { page } from '../page.ts';
import { errorSummary } from '../parts/error-summary.ts';
import { field } from '../parts/field.ts';
import type { Faults, Filled } from '../parts/filled.ts';
import { button } from '../parts/form.ts';
import { select } from '../parts/select.ts';
import { fieldsOf } from '../read-form.ts';
import { readTyped, typedEmail } from '../read-typed.ts';
import { beginSession } from './begin-session.ts';
import { deviceWords } from './device-words.ts';
import { moneyAndDatesOf } from './money-and-dates.ts';
import type { Words } from '../words/words.ts';
import { sendGone, wordsFor, type SignInServed } from './gone.ts';

type Token = { token: string };

const ZONES = Intl.supportedValuesOf('timeZone');
const Beginning = z.object({
  name: line(120),
  ownerName: personName(),
  ownerEmail: typedEmail(),
  timezone: z.enum(ZONES),
});
const BEFOREHAND = { timezone: 'Europe/London' };

/** `GET /begin/:token`: the first practice of an installation. */
export function showBeginPage(served: SignInServed): RequestHandler<Token> {
  return async (req, res) => {
    const link = await findSignInLink(served.database, req.params.token, new Date(), ['begin']);
    if (!link) return sendGone(req, res);
    await sendPage(res, beginPage(wordsFor(req), { fields: BEFOREHAND, faults: {} }));
  };
}

/** `POST /begin/:token`: makes it, in rehearsal, and signs its owner in. */
export function takeBeginPage(served: SignInServed): RequestHandler<Token> {
  return async (req, res) => {
    const link = await findSignInLink(served.database, req.params.token, new Date(), ['begin']);
    if (!link) return sendGone(req, res);
    const fields = fieldsOf(req.body);
    const words = wordsFor(req);
    const { typed, faults } = readTyped(Beginning, fields, faultsIn(words));
    if (faults) return sendPage(res.status(422), beginPage(words, { fields, faults }));
    const input = { ...typed, ...moneyAndDatesOf(typed.timezone) };
    const value = await beginPractice(served.database, link, input, deviceWords(req.get('user-agent')));
    if (value === null) return sendGone(req, res);
    await beginSession(served, req, res, value);
    res.redirect(303, '/set-up');
  };
}

function faultsIn({ say }: Words): Faults {
  return {
    name: say('signIn.begin.practiceFault'),
    ownerName: say('signIn.begin.nameFault'),
    ownerEmail: say('signIn.emailFault'),
    timezone: say('signIn.begin.zoneFault'),
  };
}

function beginPage({ say, language }: Words, filled: Filled): string {
  const zones = ZONES.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
  const fields = [
    field(
      {
        name: 'name',
        label: say('signIn.begin.practice'),
        autocomplete: 'organization',
        max: 120,
        hasFocus: true,
      },
      filled,
    ),
    field({ name: 'ownerName', label: say('signIn.begin.name'), autocomplete: 'name', max: 100 }, filled),
    field(
      {
        name: 'ownerEmail',
        label: say('signIn.begin.email'),
        type: 'email',
        autocomplete: 'email',
        max: 254,
      },
      filled,
    ),
    select(
      {
        name: 'timezone',
        label: say('signIn.begin.zone'),
        blank: say('signIn.begin.choose'),
        options: zones,
      },
      filled,
    ),
  ];
  const body = markup`<p>${say('signIn.begin.words')}</p>${errorSummary(filled, say('signIn.lookAgain'))}
<form method="post" novalidate>${fields}${button(say('signIn.begin.button'))}</form>`;
  return page(say('signIn.begin.title'), body, { language });
}
