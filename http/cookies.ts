import type { CookieOptions, Request, Response } from 'express';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

type Cookie = { name: string; value: string; maxAgeMs: number };

/** The value of a cookie as the browser sent it; null where there is none. */
export function cookieIn(req: Pick<Request, 'headers'>, name: string): string | null {
  const parts = (req.headers.cookie ?? '').split(';').map((part) => part.trim());
  const found = parts.find((part) => part.startsWith(`${name}=`));
  return found === undefined ? null : found.slice(name.length + 1);
}

/**
 * The name under which a cookie of ours goes: `__Host-` keeps other hosts and plain HTTP from setting it. Only on this
 * machine itself, where there is no HTTPS, it goes by its plain name.
 */
export function cookieName(plain: string, publicUrl: string): string {
  return isOnThisMachine(publicUrl) ? plain : `__Host-${plain}`;
}

/** Sets a cookie that no script reads and no other site sends along with a form. */
export function setCookie(res: Response, publicUrl: string, { name, value, maxAgeMs }: Cookie): void {
  res.cookie(cookieName(name, publicUrl), value, { ...optionsFor(publicUrl), maxAge: maxAgeMs });
}

export function clearCookie(res: Response, publicUrl: string, name: string): void {
  res.clearCookie(cookieName(name, publicUrl), optionsFor(publicUrl));
}

function optionsFor(publicUrl: string): CookieOptions {
  return { httpOnly: true, secure: !isOnThisMachine(publicUrl), sameSite: 'lax', path: '/' };
}

/** Whether people reach us on this very machine alone, without HTTPS. */
export function isOnThisMachine(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'http:' && LOOPBACK.has(hostname);
}
