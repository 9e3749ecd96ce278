import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { clearCookie, cookieIn, cookieName, setCookie } from '../../http/cookies.ts';
import { MAILED_LINK_MS } from '../../policy/sign-in/sign-in-times.ts';

const COOKIE = 'kw-asked';
const BYTES = 16;
const VALUE = /^[\w-]{22}$/;

/** By what the browser is known that asks for a link: the link alone is enough there. Asked again, it stays the same. */
export function rememberAsked(req: Request, res: Response, publicUrl: string): string {
  const value = askedHere(req, publicUrl) ?? randomBytes(BYTES).toString('base64url');
  setCookie(res, publicUrl, { name: COOKIE, value, maxAgeMs: MAILED_LINK_MS });
  return value;
}

/** What this browser was given when it asked for a link; null where it has asked for none lately. */
export function askedHere(req: Request, publicUrl: string): string | null {
  const value = cookieIn(req, cookieName(COOKIE, publicUrl));
  return value !== null && VALUE.test(value) ? value : null;
}

export function forgetAsked(res: Response, publicUrl: string): void {
  clearCookie(res, publicUrl, COOKIE);
}
