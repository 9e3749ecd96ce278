import type { Request, Response } from 'express';
import { endSession } from '../../facts/sign-in/end-sessions.ts';
import { readSession, setSessionCookie } from '../../http/session.ts';
import type { Served } from '../visit.ts';

/** Gives this browser its new session; one that it had before is over. */
export async function beginSession(
  served: Served,
  req: Request,
  res: Response,
  value: string,
): Promise<void> {
  const before = await readSession(served, req);
  if (before) await endSession(served.database, before);
  setSessionCookie(res, served.publicUrl, value);
}
