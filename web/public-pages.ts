import { Router } from 'express';
import type { Logger } from 'pino';
import type { Database } from '../facts/database.ts';
import { Problem } from '../http/problem.ts';
import { capacityPages } from './capacity/capacity-pages.ts';
import { cardPages } from './card-page.ts';
import { consentPage } from './consent-page.ts';
import { errorPages } from './error-page.ts';
import { enquirePages } from './enquire-page.ts';
import { fridayPage } from './friday-page.ts';
import { handoverPage } from './handover-page.ts';
import { intakePage } from './intake-page.ts';
import { keepPostedPage } from './keep-posted-page.ts';
import { mayBeFramed } from './may-be-framed.ts';
import { ownConsentPage } from './own-consent-page.ts';
import { professionalsPage } from './professionals-page.ts';
import { referPage } from './refer-page.ts';
import { referrerPage } from './referrer-page.ts';
import { reviewPage } from './review/review-page.ts';
import { surveyPages } from './survey-page.ts';
import { oneSlash, tidyPath } from './tidy-path.ts';
import { unsubscribePage } from './unsubscribe-page.ts';
import type { Served } from './visit.ts';
import { visitorLimit } from './visitor-limit.ts';
import { waitingPage } from './waiting-page.ts';

type Surroundings = {
  readonly publicUrl: string;
  /** Null: nobody named the proxies in front, so that all visitors may seem to have one address. */
  trustedProxies: unknown;
  log: Pick<Logger, 'error'>;
};

const PATHS = ['/p', '/u', '/waiting'];

/** Pages without a login. They tell nothing about anyone; GET changes nothing, because mail scanners follow links. */
export function publicPages(database: Database, here: Surroundings): Router {
  const router = Router();
  const served: Served = {
    database,
    get publicUrl() {
      return here.publicUrl;
    },
  };

  router.use(oneSlash);
  router.use(PATHS, (_req, res, next) => {
    res.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' });
    next();
  });
  router.use(PATHS, tidyPath);
  router.use(mayBeFramed());
  // Before anybody is counted: what sites show to all their visitors.
  router.use(capacityPages(served));
  // An unsubscribe (/u) is never refused for a number.
  router.use(['/p', '/waiting'], visitorLimit(here.trustedProxies !== null));
  router.use(referPage(served));
  router.use(professionalsPage(served));
  router.use(enquirePages(served));
  router.use(cardPages(served));
  router.use(referrerPage(served));
  router.use(unsubscribePage(served));
  router.use(consentPage(served));
  router.use(ownConsentPage(served));
  router.use(surveyPages(served));
  router.use(intakePage(served));
  router.use(fridayPage(served));
  router.use(handoverPage(served));
  router.use(reviewPage(served));
  router.use(keepPostedPage(served));
  router.use(waitingPage());
  router.use(PATHS, () => {
    throw new Problem(404, 'This link is not in use.');
  });
  router.use(PATHS, errorPages(here.log));
  return router;
}
