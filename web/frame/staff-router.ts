import { Router, type Request, type RequestHandler, type Response } from 'express';
import { readCaller } from '../../api/authenticate.ts';
import { routesByDuty } from '../../api/answer-route.ts';
import type { Installation } from '../../api/route.ts';
import { withoutLinkTokens } from '../../email/public-link.ts';
import type { Database } from '../../facts/database.ts';
import { inTransaction } from '../../facts/transaction.ts';
import { setCookie } from '../../http/cookies.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { problemOf } from '../../http/error-handler.ts';
import { Problem, StepUpNeeded } from '../../http/problem.ts';
import { refuseCrossSite } from '../../http/same-origin.ts';
import { sendPage } from '../../http/send-page.ts';
import { readSession, type Session } from '../../http/session.ts';
import { keepForm, takeKeptForm } from '../sign-in/kept-form.ts';
import type { AnyAct, Params, StaffPage } from '../staff-page.ts';
import { readFormFields, type FormFields } from './form-fields.ts';
import { isOurs, pageWhere, type Place } from './page-where.ts';
import type { StandingForm } from './standing-form.ts';
import { runAct } from './run-act.ts';
import { saying } from './said.ts';
import { NAMES_COOKIE, type Visit } from './in-frame.ts';
import { firstPageOf, showFault, showPage } from './show-page.ts';

type Logs = Parameters<typeof problemOf>[1];
export type StaffParts = Installation & { database: Database; log: Logs };
/** One request of somebody who has signed in. */
type Asking = { parts: StaffParts; session: Session; req: Request; res: Response };

/** In a form that was kept: what it does. */
const ACTION = 'form';
const NAMES_REMEMBERED_MS = 365 * DAY_MS;

/**
 * Serves every page of staff and every act of their forms; a browser without a session is led to sign in. What is no page
 * is said in the frame to a browser with one, and left to the next handler for everybody else.
 */
export function staffRouter(parts: StaffParts, pages: readonly StaffPage[]): Router {
  const router = Router();
  const acts = new Set(pages.flatMap((page) => page.acts.map(({ address }) => address)));
  router.get('/', signedIn(parts, openFirst));
  router.post('/names', signedIn(parts, rememberNames));
  for (const page of pages)
    router.get(
      page.address,
      signedIn(parts, (asking) => open(asking, page)),
    );
  for (const address of acts)
    router.post(
      address,
      signedIn(parts, (asking) => perform(asking, address, pages)),
    );
  router.get('/{*path}', noPage(parts));
  return router;
}

function signedIn(parts: StaffParts, answer: (asking: Asking) => Promise<void>): RequestHandler {
  return async (req, res, next) => {
    refuseCrossSite(req);
    res.set('Cache-Control', 'no-store');
    const session = await readSession(parts, req);
    if (session) await answer({ parts, session, req, res });
    else if (!showsPages(req)) next();
    else if (req.method === 'POST')
      await leadAway({ parts, req, res }, '/sign-in', await readFormFields(req, res));
    else leadTo(req, res, `/sign-in?${new URLSearchParams({ to: req.originalUrl }).toString()}`);
  };
}

function noPage(parts: StaffParts): RequestHandler {
  return async (req, res, next) => {
    const session = showsPages(req) ? await readSession(parts, req) : null;
    if (!session) return next();
    res.set('Cache-Control', 'no-store');
    const asking = { parts, session, req, res };
    await send(
      res,
      404,
      await visit(asking, (one) => showFault(one, new Problem(404, 'There is no such page.'))),
    );
  };
}

/** Browsers name HTML in what they accept; programs take anything, or JSON. */
function showsPages(req: Request): boolean {
  return /\btext\/html\b/i.test(req.get('accept') ?? '');
}

/** To a page on which somebody shows who they are; what they had typed stands in its form when they come back. */
async function leadAway(
  { parts, req, res }: Omit<Asking, 'session'>,
  address: '/sign-in' | '/me/confirm',
  fields: FormFields,
): Promise<void> {
  const from = fields.get('from') ?? '/';
  const to = isOurs(from) ? from : '/';
  const [path = '/'] = to.split('?');
  await keepForm(parts, req, res, { path, fields: { ...fields.typed, [ACTION]: req.path } });
  leadTo(req, res, `${address}?${new URLSearchParams({ to }).toString()}`);
}

/** The first page of whoever signed in; an owner whose practice is not live yet begins where it is set up. */
async function openFirst(asking: Asking): Promise<void> {
  const address = await visit(asking, async (one) => firstPageOf(one));
  leadTo(asking.req, asking.res, address);
}

/** The screen faces the room, not the person: this browser shows initials, whoever works at it. */
async function rememberNames({ req, res, parts }: Asking): Promise<void> {
  const fields = await readFormFields(req, res);
  const value = fields.get('names') === 'hidden' ? 'hidden' : 'shown';
  setCookie(res, parts.publicUrl, { name: NAMES_COOKIE, value, maxAgeMs: NAMES_REMEMBERED_MS });
  const from = fields.get('from') ?? '/';
  leadTo(req, res, isOurs(from) ? from : '/');
}

async function open(asking: Asking, page: StaffPage): Promise<void> {
  const { parts, req, res, session } = asking;
  const place = { page, params: req.params as Params, query: req.query as Params }; // oxlint-disable-line typescript/no-unsafe-type-assertion -- no pattern of ours repeats, and the query parser is the simple one
  const kept = await takeKeptForm(parts, req, res, session);
  await show(asking, place, kept && { action: kept[ACTION] ?? '', typed: kept, problem: null });
}

/** A page, or what its reader is told instead. */
async function show(
  asking: Asking,
  { page, params, query }: Place,
  standing: StandingForm | null,
): Promise<void> {
  const { parts, req, res } = asking;
  const html = await visit(asking, (one) => showPage(one, { page, params, query, standing })).catch(
    (error: unknown) => error,
  );
  if (typeof html === 'string') return send(res, standing?.problem?.status ?? 200, html);
  if (html instanceof StepUpNeeded)
    return leadTo(req, res, `/me/confirm?${new URLSearchParams({ to: req.originalUrl }).toString()}`);
  const problem = problemOf(html, parts.log);
  await send(res, problem.status, await visit(asking, (one) => showFault(one, problem)));
}

/** Runs an act in a transaction of its own, and leads to where its answer is seen; what it refuses is shown in its form. */
async function perform(asking: Asking, address: string, pages: readonly StaffPage[]): Promise<void> {
  const { req, res, parts } = asking;
  const action = req.path;
  const fields = await readFormFields(req, res);
  const place = pageWhere(pages, fields.get('from') ?? '');
  const act = actAt(address, pages, place?.page ?? null);
  const shownOn = act.shownAt === undefined ? place : pageWhere(pages, act.shownAt);
  try {
    const sent = { act, action, params: req.params as Params, fields }; // oxlint-disable-line typescript/no-unsafe-type-assertion -- as above
    const back = place ? (fields.get('from') ?? '/') : '/';
    const answered = await visit(asking, async (one) => {
      const outcome = await runAct(one.tx, sent, { caller: one.caller, installation: parts });
      if (!act.shows || !shownOn) return outcome;
      await one.tx.em.flush();
      return showPage(one, { ...shownOn, answering: { ...sent, ...outcome } });
    });
    if (typeof answered === 'string') await send(res, 200, answered);
    else res.redirect(303, saying(answered.to ?? back, answered.said, answered.at));
  } catch (error) {
    if (error instanceof StepUpNeeded) return leadAway(asking, '/me/confirm', fields);
    const problem = problemOf(error, parts.log);
    if (!place || problem.status >= 500) {
      await send(res, problem.status, await visit(asking, (one) => showFault(one, problem)));
    } else await show(asking, place, { act, action, typed: fields.typed, problem });
  }
}

/** The act of the page that its form stands on: several pages say in words of their own what one route has done. */
function actAt(address: string, pages: readonly StaffPage[], from: StaffPage | null): AnyAct {
  const [act] = [...(from ? [from] : []), ...pages]
    .flatMap(({ acts }) => acts)
    .filter((one) => one.address === address);
  if (!act) throw new Error(`No page has an act at ${address}.`);
  return act;
}

/** One transaction in the practice of the session, for whoever it belongs to with the roles that they have today. */
function visit<T>({ parts, session, req }: Asking, work: (visit: Visit) => Promise<T>): Promise<T> {
  const { practiceId, staffId } = session;
  return inTransaction(parts.database, { practiceId, actor: { kind: 'staff', staffId } }, async (tx) => {
    const caller = { ...(await readCaller(tx, staffId)), session };
    const byDuty = await routesByDuty(tx, caller.me);
    return work({ tx, caller, session, req, installation: parts, byDuty });
  });
}

/** Nothing that opens a door stands on a page (H6). */
async function send(res: Response, status: number, html: string): Promise<void> {
  await sendPage(res.status(status), withoutLinkTokens(html));
}

/** To another page: also where htmx asked, which would put that page into a row. */
function leadTo(req: Request, res: Response, address: string): void {
  if (req.get('hx-request') === undefined) return res.redirect(303, address);
  res.set('HX-Redirect', address).status(200).end();
}
