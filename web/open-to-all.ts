import { createHash } from 'node:crypto';
import { Router, type Response } from 'express';

/** Ten minutes, or less where a browser does not keep it as long. */
const MAX_AGE_OF_A_PREFLIGHT = '600';

type Open = { type: string; text: string; keepSeconds: number };

/** Any site may show it, and whoever stands between may keep it for so many seconds; whoever has it already hears that. */
export function sendToAll(res: Response, { type, text, keepSeconds }: Open): void {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  res.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'ETag',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': `public, max-age=${keepSeconds}, must-revalidate`,
    ETag: etag,
  });
  if (isKnown(res.req.headers['if-none-match'], etag)) res.status(304).end();
  else res.type(type).send(text);
}

/** Express itself would look at `Cache-Control` of the request too, which browsers and Node send along with the tag. */
function isKnown(asked: string | undefined, etag: string): boolean {
  const tags = (asked ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.some((tag) => tag === '*' || tag === etag);
}

/** Lets a page elsewhere ask with `If-None-Match`, for which its browser asks leave first. */
export function leaveToAsk(paths: readonly string[]): Router {
  const router = Router({ strict: true });
  router.options([...paths], (_req, res) => {
    res
      .status(204)
      .set({
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Allow-Methods': 'GET, HEAD',
        'Access-Control-Allow-Headers': 'If-None-Match',
        'Access-Control-Max-Age': MAX_AGE_OF_A_PREFLIGHT,
        'Cross-Origin-Resource-Policy': 'cross-origin',
      })
      .end();
  });
  return router;
}
