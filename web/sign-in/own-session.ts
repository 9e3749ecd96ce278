import { Router, type Request, type RequestHandler, type Response } from 'express';
import { askForCode, confirmByCode } from '../../facts/sign-in/confirm.ts';
import { changePracticeOfSession } from '../../facts/sign-in/change-practice.ts';
import { endSession } from '../../facts/sign-in/end-sessions.ts';
import { Problem } from '../../http/problem.ts';
import { clearSessionCookie, readSession, setSessionCookie, type Session } from '../../http/session.ts';
import { fieldsOf, readForm, type Fields } from '../read-form.ts';
import type { SignInServed } from './gone.ts';
import { ownPath } from './own-path.ts';

type Own = { session: Session; fields: Fields; to: string; res: Response };

/** What somebody does with their session by a form: they end it, confirm it, keep it, or take it to another practice. */
export function ownSession(served: SignInServed): Router {
  const { database } = served;
  const router = Router();
  const own = (work: (own: Own) => Promise<void>) => [readForm(), withSession(served, work)];

  router.post(
    '/sign-out',
    own(async ({ session, res }) => {
      await endSession(database, session);
      clearSessionCookie(res, served.publicUrl);
      res.redirect(303, '/sign-in');
    }),
  );
  router.post(
    '/me/stay',
    own(async ({ to, res }) => res.redirect(303, to)),
  );
  router.post(
    '/me/confirm/code',
    own(async ({ session, to, res }) => {
      await askForCode(database, session);
      res.redirect(303, confirmPage({ to, sent: 'yes' }));
    }),
  );
  router.post(
    '/me/confirm',
    own(async ({ session, fields, to, res }) => {
      const value = await confirmByCode(database, session, fields['code'] ?? '');
      if (value === null) return res.redirect(303, confirmPage({ to, sent: 'yes', wrong: 'yes' }));
      setSessionCookie(res, served.publicUrl, value);
      res.redirect(303, to);
    }),
  );
  router.post(
    '/practices',
    own(async ({ session, fields, res }) => {
      const value = await changePracticeOfSession(database, session.id, fields['place'] ?? '');
      if (value === null) throw new Problem(404, 'There is nothing with this id.');
      setSessionCookie(res, served.publicUrl, value);
      res.redirect(303, '/');
    }),
  );
  return router;
}

/** Whoever has no session any more signs in first. */
function withSession(served: SignInServed, work: (own: Own) => Promise<void>): RequestHandler {
  return async (req: Request, res) => {
    const session = await readSession(served, req);
    if (!session) return res.redirect(303, '/sign-in');
    const fields = fieldsOf(req.body);
    await work({ session, fields, to: ownPath(fields['to']) ?? '/', res });
  };
}

function confirmPage(query: Record<string, string>): string {
  return `/me/confirm?${new URLSearchParams(query).toString()}`;
}
