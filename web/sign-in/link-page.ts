import type { Request, RequestHandler, Response } from 'express';
import type { SignInLink } from '../../entities/sign-in-link.ts';
import { findSignInLink, needsCode, signInByLink, tryCode } from '../../facts/sign-in/open-link.ts';
import { placesOfWork, type PlaceOfWork } from '../../facts/sign-in/places-of-work.ts';
import { markup } from '../../http/markup.ts';
import { sendPage } from '../../http/send-page.ts';
import { page } from '../page.ts';
import { errorSummary } from '../parts/error-summary.ts';
import { field } from '../parts/field.ts';
import { blank, type Filled } from '../parts/filled.ts';
import { button } from '../parts/form.ts';
import { fieldsOf } from '../read-form.ts';
import type { Words } from '../words/words.ts';
import { askedHere, forgetAsked } from './asked-cookie.ts';
import { beginSession } from './begin-session.ts';
import { deviceWords } from './device-words.ts';
import { sendGone, wordsFor, type SignInServed } from './gone.ts';

type Token = { token: string };

/** `GET /sign-in/:token`: a button and nothing else, however many scanners of mail come by. */
export function showLinkPage(served: SignInServed): RequestHandler<Token> {
  return async (req, res) => {
    const link = await mailedOrPrinted(served, req);
    if (!link) return sendGone(req, res);
    const asksForCode = needsCode(link, askedHere(req, served.publicUrl));
    await sendPage(res, linkPage(wordsFor(req), asksForCode, blank()));
  };
}

/** `POST /sign-in/:token`: uses the link up and signs in, once it is clear where. */
export function takeLinkPage(served: SignInServed): RequestHandler<Token> {
  return async (req, res) => {
    const { database, publicUrl } = served;
    const link = await mailedOrPrinted(served, req);
    if (!link) return sendGone(req, res);
    const fields = fieldsOf(req.body);
    if (needsCode(link, askedHere(req, publicUrl)) && !(await knowsCode(served, req, res, link))) return;
    const places = await placesOfWork(database, link.emailHash ?? '');
    const [only, another] = places;
    if (!only) return sendGone(req, res);
    const chosen = another ? places.find(({ staffId }) => staffId === fields['place']) : only;
    if (!chosen) return sendPage(res, choicePage(wordsFor(req), places, fields['code'] ?? ''));
    const value = await signInByLink(database, link, chosen, deviceWords(req.get('user-agent')));
    if (value === null) return sendGone(req, res);
    forgetAsked(res, publicUrl);
    await beginSession(served, req, res, value);
    res.redirect(303, link.goesTo ?? '/');
  };
}

function mailedOrPrinted({ database }: SignInServed, req: Request<Token>): Promise<SignInLink | null> {
  return findSignInLink(database, req.params.token, new Date(), ['mailed', 'printed']);
}

/** Whether the code came with it; otherwise it is answered with the page, or, after too many, that the link is not in use. */
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
  const words = wordsFor(req);
  const faults = { code: words.say(isGiven ? 'signIn.codeWrong' : 'signIn.codeMissing') };
  if (isOver) await sendGone(req, res);
  else await sendPage(res.status(422), linkPage(words, true, { fields: {}, faults }));
  return false;
}

function linkPage({ say, language }: Words, asksForCode: boolean, filled: Filled): string {
  const code = field(
    { name: 'code', label: say('signIn.code'), type: 'code', max: 20, hasFocus: true },
    filled,
  );
  const asked = asksForCode ? markup`<p>${say('signIn.codeNeeded')}</p>${code}` : null;
  const body = markup`${errorSummary(filled, say('signIn.lookAgain'))}<form method="post" novalidate>${asked}${button(say('signIn.button'))}</form>`;
  return page(say('signIn.title'), body, { language });
}

/** Where, and as whom: the link is not used up before that is chosen. */
function choicePage({ say, language }: Words, places: readonly PlaceOfWork[], code: string): string {
  const choices = places.map(({ practiceName, staffName, staffId }) => {
    const words = say('signIn.choose.place', { practice: practiceName, name: staffName });
    return markup`<p><button class="quiet" name="place" value="${staffId}">${words}</button></p>`;
  });
  const body = markup`<form method="post"><input type="hidden" name="code" value="${code}">${choices}</form>`;
  return page(say('signIn.choose.title'), body, { language });
}
