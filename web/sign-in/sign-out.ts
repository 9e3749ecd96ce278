import type { RequestHandler } from 'express';
import { endSession } from '../../facts/sign-in/end-sessions.ts';
import { clearSessionCookie, readSession } from '../../http/session.ts';
import type { SignInServed } from './gone.ts';

/** `POST /sign-out`: ends the session of this browser, and no other. */
export function signOut(served: SignInServed): RequestHandler {
  return async (req, res) => {
    const session = await readSession(served, req);
    if (session) await endSession(served.database, session);
    clearSessionCookie(res, served.publicUrl);
    res.redirect(303, '/sign-in');
  };
}
