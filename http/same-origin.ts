import type { Request } from 'express';
import { Problem } from './problem.ts';

const ONLY_LOOKS = new Set(['GET', 'HEAD', 'OPTIONS']);
const FROM_HERE = new Set(['same-origin', 'none']);

/**
 * Refuses, with 403, a write that another site's page makes with the cookies of a browser. Browsers say in
 * `Sec-Fetch-Site` whose page asks; older ones say in `Origin` which host. Whoever says neither is no browser, and is
 * refused where cookies come along.
 */
export function refuseCrossSite(req: Request): void {
  if (ONLY_LOOKS.has(req.method) || comesFromHere(req)) return;
  throw new Problem(403, 'This was sent from a page of another site, so nothing was changed.');
}

function comesFromHere(req: Request): boolean {
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return FROM_HERE.has(site);
  const origin = req.get('origin');
  if (origin === undefined) return req.headers.cookie === undefined;
  return URL.parse(origin)?.host === req.get('host');
}
