import { Router } from 'express';
import { refuseCrossSite } from '../../http/same-origin.ts';
import { errorPages } from '../error-page.ts';
import { readForm } from '../read-form.ts';
import { tidyPath } from '../tidy-path.ts';
import { askLimit } from './ask-limit.ts';
import { showAskPage, takeAskPage } from './ask-page.ts';
import { showBeginPage, takeBeginPage } from './begin-page.ts';
import type { SignInServed } from './gone.ts';
import { showLinkPage, takeLinkPage } from './link-page.ts';
import { ownSession } from './own-session.ts';
import { passkeyProofs } from './passkey-proofs.ts';

const PATHS = ['/sign-in', '/begin'];
/** What somebody does with the session that they have. */
const OWN = ['/sign-out', '/me', '/practices'];
/** In a quarter of an hour, of one visitor: links that are asked for; what is sent behind one. */
const MOST_ASKED = 30;
const MOST_SENT = 100;

/** The pages on which somebody signs in, or begins. What they answer is the same whoever works here. */
export function signInPages(served: SignInServed): Router {
  const router = Router();
  const isAddressKnown = served.trustedProxies !== null;
  const limitSent = askLimit(isAddressKnown, MOST_SENT);

  router.use(PATHS, (_req, res, next) => {
    res.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
    next();
  });
  router.use(PATHS, tidyPath);
  router.use([...PATHS, ...OWN], (req, _res, next) => {
    refuseCrossSite(req);
    next();
  });
  router.post(['/sign-in/passkey', '/me/confirm', '/me/confirm/passkey'], limitSent);
  router.use(passkeyProofs(served));
  router.use(ownSession(served));
  router
    .route('/sign-in')
    .get(showAskPage(served))
    .post(askLimit(isAddressKnown, MOST_ASKED), readForm(), takeAskPage(served));
  router.route('/sign-in/:token').get(showLinkPage(served)).post(limitSent, readForm(), takeLinkPage(served));
  router.route('/begin/:token').get(showBeginPage(served)).post(limitSent, readForm(), takeBeginPage(served));
  router.use([...PATHS, ...OWN], errorPages(served.log));
  return router;
}
