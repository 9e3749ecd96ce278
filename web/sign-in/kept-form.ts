import type { Request, Response } from 'express';
import { keepTyped, takeTyped } from '../../facts/sign-in/keep-typed.ts';
import { clearCookie, cookieIn, cookieName, setCookie } from '../../http/cookies.ts';
import { sessionHashOf, type Session } from '../../http/session.ts';
import { KEPT_FORM_MS } from '../../policy/sign-in/sign-in-times.ts';
import type { Fields } from '../read-form.ts';
import type { Served } from '../visit.ts';

const COOKIE = 'kw-kept';

type Late = {
  /** The page on which the form stands again, as `readSession`'s caller will ask for it: a path of ours without a query. */
  path: string;
  fields: Fields;
};

/** Of a POST whose session is over: keeps its fields for whoever signs in again here within the hour. */
export async function keepForm(served: Served, req: Request, res: Response, late: Late): Promise<void> {
  const sessionHash = sessionHashOf(served.publicUrl, req);
  const value = sessionHash && (await keepTyped(served.database, { sessionHash, ...late }, new Date()));
  if (value) setCookie(res, served.publicUrl, { name: COOKIE, value, maxAgeMs: KEPT_FORM_MS });
}

/** Of a GET of that page with a session: what had been typed, once; null where nothing was kept for this person here. */
export async function takeKeptForm(
  served: Served,
  req: Request,
  res: Response,
  { practiceId, staffId }: Session,
): Promise<Fields | null> {
  const value = cookieIn(req, cookieName(COOKIE, served.publicUrl));
  if (!value) return null;
  const returned = { value, practiceId, staffId, path: req.path };
  const fields = await takeTyped(served.database, returned, new Date());
  if (fields) clearCookie(res, served.publicUrl, COOKIE);
  return fields;
}

/** Whether this browser has a form that was kept: whoever signs in here may find it again. */
export function isFormKept(publicUrl: string, req: Request): boolean {
  return cookieIn(req, cookieName(COOKIE, publicUrl)) !== null;
}
