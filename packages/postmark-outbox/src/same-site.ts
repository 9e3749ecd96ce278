import type { RequestHandler } from 'express';

const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Keeps other web sites out: a page of theirs can neither post a form here nor read this one under a name of its own. */
export const sameSiteOnly: RequestHandler = (req, res, next) => {
  const host = req.get('Host') ?? '';
  if (!LOCAL_NAMES.has(host.replace(/:\d+$/, ''))) {
    res.status(403).type('text').send('Open the outbox under localhost or 127.0.0.1.');
    return;
  }
  if (
    req.method !== 'GET' &&
    req.method !== 'HEAD' &&
    isForeign(host, req.get('Origin'), req.get('Sec-Fetch-Site'))
  ) {
    res.status(403).type('text').send('This form was sent from another site.');
    return;
  }
  next();
};

function isForeign(host: string, origin: string | undefined, site: string | undefined): boolean {
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin !== undefined && origin !== `http://${host}`;
}
