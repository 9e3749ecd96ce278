import { Router } from 'express';

/** The forms, and whether there is room, that a practice, or a colleague, may show on a site of their own; every other page refuses to be framed. */
const FRAMED = [
  '/p/:practice/refer',
  '/p/:practice/professionals',
  '/p/:practice/enquire',
  '/p/:practice/capacity',
];
const POLICY = 'Content-Security-Policy';

/** Lets any site frame these: nobody is logged in there, so that a press that somebody was lured into does no harm. */
export function mayBeFramed(): Router {
  const router = Router({ strict: true });
  router.all(FRAMED, (_req, res, next) => {
    const policy = String(res.getHeader(POLICY) ?? '');
    res.set(POLICY, policy.replace(/frame-ancestors [^;]*/, 'frame-ancestors *'));
    res.removeHeader('X-Frame-Options');
    next();
  });
  return router;
}
