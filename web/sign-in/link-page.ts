import type { Request, RequestHandler, Response } from 'express';
import type { SignInLink } from '../../entities/sign-in-link.ts';
import { findSignInLink, needsCode, signInByLink, tryCode } from '../../facts/sign-in/open-link.ts';
import { placesOfWork, type PlaceOfWork } from '../../facts/sign-in/places-of-work.ts';
import { markup } from '../../http/markup.ts';
import { page } from '../page.ts';
import { field } from '../parts/field.ts';
import { blank, type Filled } from '../parts/filled.ts';
import { button, form } from '../parts/form.ts';
import { fieldsOf } from '../read-form.ts';
import { askedHere, forgetAsked } from './asked-cookie.ts';
import { deviceWords } from './device-words.ts';
import { beginSession } from './begin-session.ts';
import { sendGone, type SignInServed } from './gone.ts';

type Token = { token: string };
const TRY_AGAIN = { code: 'That is not the code in the e-mail.' };
const CODE_NEEDED = { code: 'Please type the six figures that stand in the e-mail.' };

/** `GET /sign-in/:token`: a button and nothing else, however many scanners of mail come by. */
export function showLinkPage(served: SignInServed): RequestHandler<Token> {
  return async (req, res) => {
    const link = await mailedOrPrinted(served, req);
    if (!link) return sendGone(res);
    res.type('html').send(linkPage(needsCode(link, askedHere(req, served.publicUrl)), blank()));
  };
}

/** `POST /sign-in/:token`: uses the link up and signs in, once it is clear where. */
export function takeLinkPage(served: SignInServed): RequestHandler<Token> {
  return async (req, res) => {
    const { database, publicUrl } = served;
    const link = await mailedOrPrinted(served, req);
    if (!link) return sendGone(res);
    const fields = fieldsOf(req.body);
    if (needsCode(link, askedHere(req, publicUrl)) && !(await knowsCode(served, req, res, link))) return;
    const places = await placesOfWork(database, link.emailHash ?? '');
    const [only, another] = places;
    const chosen = another ? places.find(({ staffId }) => staffId === fields['place']) : only;
    if (!only) return sendGone(res);
    if (!chosen) {
      res.type('html').send(choicePage(places, fields['code'] ?? ''));
      return;
    }
    const value = await signInByLink(database, link, chosen, deviceWords(req.get('user-agent')));
    if (value === null) return sendGone(res);
    forgetAsked(res, publicUrl);
    await beginSession(served, req, res, value);
    res.redirect(303, link.goesTo ?? '/');
  };
}

function mailedOrPrinted({ database }: SignInServed, req: Request<Token>): Promise<SignInLink | null> {
  return findSignInLink(database, req.params.token, new Date(), ['mailed', 'printed']);
}

/** Whether the code came with it; otherwise the page is answered with, or, after too many, that the link is not in use. */
async function knowsCode(
  { database }: SignInServed,
  req: Request<Token>,
  res: Response,
  link: SignInLink,
): Promise<boolean> {
  const code = fieldsOf(req.body)['code'] ?? '';
  const now = new Date();
  const isGiven = code.trim() !== '';
  if (isGiven && (await tryCode(database, link.id, code, now))) return true;
  const isOver = (await findSignInLink(database, req.params.token, now, ['mailed'])) === null;
  if (isOver) sendGone(res);
  else {
    const faults = isGiven ? TRY_AGAIN : CODE_NEEDED;
    res
      .status(422)
      .type('html')
      .send(linkPage(true, { fields: {}, faults }));
  }
  return false;
}

function linkPage(asksForCode: boolean, filled: Filled): string {
  const code = { name: 'code', label: 'Code in the e-mail', type: 'code', max: 20 } as const;
  const body = asksForCode
    ? markup`<p>This link was asked for in another browser. Its code stands in the same e-mail.</p>${form(filled, markup`${field(code, filled)}${button('Sign in')}`)}`
    : form(filled, button('Sign in'));
  return page('Sign in', body);
}

/** Where, and as whom: the link is not used up before that is chosen. */
function choicePage(places: readonly PlaceOfWork[], code: string): string {
  const choices = places.map(
    ({ practiceName, staffName, staffId }) =>
      markup`<p><button class="quiet" name="place" value="${staffId}">${practiceName}, as ${staffName}</button></p>`,
  );
  const body = markup`<input type="hidden" name="code" value="${code}">${choices}`;
  return page('Where do you work now?', form(blank(), body));
}
