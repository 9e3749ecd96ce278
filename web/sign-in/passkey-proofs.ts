import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import express, { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { confirmByPasskey } from '../../facts/sign-in/confirm.ts';
import { openSession } from '../../facts/sign-in/open-session.ts';
import { optionsToProve, provePasskey } from '../../facts/sign-in/prove-passkey.ts';
import { WebSession } from '../../entities/web-session.ts';
import { inTransaction } from '../../facts/transaction.ts';
import { Problem } from '../../http/problem.ts';
import { readSession, setSessionCookie } from '../../http/session.ts';
import { beginSession } from './begin-session.ts';
import { deviceWords } from './device-words.ts';
import type { SignInServed } from './gone.ts';

const encoded = z.string().regex(/^[\w-]{1,20000}$/);
const Proof = z.object({
  id: encoded,
  response: z.object({ clientDataJSON: encoded, authenticatorData: encoded, signature: encoded }),
  type: z.literal('public-key'),
});
const json = express.json({ limit: '100kb' });

/** Where a browser asks what its passkey has to sign, and brings what came of it: to sign in, or to confirm a session. */
export function passkeyProofs(served: SignInServed): Router {
  const { database } = served;
  const router = Router();

  router.post('/sign-in/passkey/options', async (_req, res) => sendOptions(served, res, null));
  router.post('/sign-in/passkey', json, async (req, res) => {
    const passkey = await provePasskey(database, {
      response: proofIn(req),
      sessionId: null,
      publicUrl: served.publicUrl,
    });
    if (!passkey) throw refused();
    const { practiceId, staffId } = passkey;
    const of = { practiceId, actor: { kind: 'staff' as const, staffId } };
    const device = deviceWords(req.get('user-agent'));
    const value = await inTransaction(database, of, (tx) => openSession(tx, staffId, device));
    await beginSession(served, req, res, value);
    res.status(204).end();
  });

  router.post('/me/confirm/passkey/options', async (req, res) =>
    sendOptions(served, res, (await sessionOf(served, req)).id),
  );
  router.post('/me/confirm/passkey', json, async (req, res) => {
    const session = await sessionOf(served, req);
    const { emailHash } = await database.orm.em.fork().findOneOrFail(WebSession, { id: session.id });
    const passkey = await provePasskey(database, {
      response: proofIn(req),
      sessionId: session.id,
      publicUrl: served.publicUrl,
    });
    if (passkey?.emailHash !== emailHash) throw refused();
    setSessionCookie(res, served.publicUrl, await confirmByPasskey(database, session));
    res.status(204).end();
  });
  return router;
}

async function sendOptions({ database, publicUrl }: SignInServed, res: Response, sessionId: string | null) {
  const options = await optionsToProve(database, publicUrl, sessionId);
  if (!options) throw new Problem(404, 'There are no passkeys where people come by an IP address.');
  res.json(options);
}

async function sessionOf(served: SignInServed, req: Request) {
  const session = await readSession(served, req);
  if (!session) throw new Problem(401, 'Sign in first.');
  return session;
}

function proofIn(req: Request): AuthenticationResponseJSON {
  const read = Proof.safeParse(req.body);
  if (!read.success) throw new Problem(400, 'This is not what a passkey answers.');
  return { ...read.data, rawId: read.data.id, clientExtensionResults: {} };
}

function refused(): Problem {
  return new Problem(403, 'This passkey opens nothing here.');
}
