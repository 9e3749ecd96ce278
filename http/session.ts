import type { Request, Response } from 'express';
import { secretHash } from '../entities/crypto/look-up.ts';
import type { Database } from '../facts/database.ts';
import { IDLE_MS, SESSION_MS, USE_NOTED_MS } from '../policy/sign-in/sign-in-times.ts';
import { clearCookie, cookieIn, cookieName, setCookie } from './cookies.ts';

/** Somebody who has signed in, in one browser: where and as whom they act, and until when. */
export type Session = {
  id: string;
  practiceId: string;
  staffId: string;
  /** Until then they may do what needs a second look at who they are; null: not at present. */
  steppedUpUntil: Date | null;
  idleEndsAt: Date;
  endsAt: Date;
};

type Served = { database: Database; readonly publicUrl: string };

const COOKIE = 'kw';

const VALID = `
  select s.id, s.practice_id, s.staff_id, s.stepped_up_until, s.idle_ends_at, s.ends_at, s.last_used_at
  from web_session s
  join staff_address a on a.practice_id = s.practice_id and a.staff_id = s.staff_id and a.email_hash = s.email_hash
  where s.hash = ? and s.revoked_at is null and s.idle_ends_at > ? and s.ends_at > ?`;
const USED = 'update web_session set last_used_at = ?, idle_ends_at = ? where id = ? and last_used_at < ?';

type Row = {
  id: string;
  practice_id: string;
  staff_id: string;
  stepped_up_until: Date | null;
  idle_ends_at: Date;
  ends_at: Date;
  last_used_at: Date;
};

/**
 * The session of the browser that asks; null where there is none, it is over, or whoever it belongs to works there no
 * more. Using it puts off its idle end, except by what a page asks by itself (`poll=1`).
 */
export async function readSession({ database, publicUrl }: Served, req: Request): Promise<Session | null> {
  const value = cookieIn(req, cookieName(COOKIE, publicUrl));
  if (!value) return null;
  const em = database.orm.em.fork();
  const now = new Date();
  const [found] = await em.execute<Row[]>(VALID, [secretHash(value), now, now]);
  if (!found) return null;
  const session = {
    id: found.id,
    practiceId: found.practice_id,
    staffId: found.staff_id,
    steppedUpUntil: dateIn(found.stepped_up_until),
    idleEndsAt: new Date(found.idle_ends_at),
    endsAt: new Date(found.ends_at),
  };
  const notedBefore = new Date(now.getTime() - USE_NOTED_MS);
  if (req.query['poll'] === '1' || new Date(found.last_used_at) > notedBefore) return session;
  const idleEndsAt = new Date(now.getTime() + IDLE_MS);
  await em.execute(USED, [now, idleEndsAt, session.id, notedBefore]);
  return { ...session, idleEndsAt };
}

/** Whether they have lately shown once more who they are. */
export function isSteppedUp({ steppedUpUntil }: Session, now: Date): boolean {
  return steppedUpUntil !== null && steppedUpUntil > now;
}

/** The hash by which the session of this browser is known, also after its end; null where it never had one. */
export function sessionHashOf(publicUrl: string, req: Request): string | null {
  const value = cookieIn(req, cookieName(COOKIE, publicUrl));
  return value ? secretHash(value) : null;
}

/** The cookie outlives the session by a day, so that a form that comes too late is kept for whoever it belongs to. */
export function setSessionCookie(res: Response, publicUrl: string, value: string): void {
  setCookie(res, publicUrl, { name: COOKIE, value, maxAgeMs: SESSION_MS + SESSION_MS / 7 });
}

export function clearSessionCookie(res: Response, publicUrl: string): void {
  clearCookie(res, publicUrl, COOKIE);
}

function dateIn(value: Date | null): Date | null {
  return value === null ? null : new Date(value);
}
