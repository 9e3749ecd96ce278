import { Router } from 'express';
import type { Database } from '../facts/database.ts';
import { cardPage } from './card-page.ts';
import { consentPage } from './consent-page.ts';
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
import { surveyPages } from './survey-page.ts';
import { unsubscribePage } from './unsubscribe-page.ts';
import type { Served } from './visit.ts';
import { waitingPage } from './waiting-page.ts';

/** Pages without a login. They tell nothing about anyone; GET changes nothing, because mail scanners follow links. */
export function publicPages(database: Database, here: { readonly publicUrl: string }): Router {
  const router = Router();
  const served: Served = {
    database,
    get publicUrl() {
      return here.publicUrl;
    },
  };

  router.use(['/p', '/u', '/waiting'], (_req, res, next) => {
    res.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
    next();
  });
  router.use(mayBeFramed());
  router.use(referPage(served));
  router.use(professionalsPage(served));
  router.use(enquirePages(served));
  router.use(cardPage(served));
  router.use(referrerPage(served));
  router.use(unsubscribePage(served));
  router.use(consentPage(served));
  router.use(ownConsentPage(served));
  router.use(surveyPages(served));
  router.use(intakePage(served));
  router.use(fridayPage(served));
  router.use(handoverPage(served));
  router.use(keepPostedPage(served));
  router.use(waitingPage());
  return router;
}
