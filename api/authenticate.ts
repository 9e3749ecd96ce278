import type { Request } from 'express';
import { Practice } from '../entities/practice.ts';
import { secretHash } from '../entities/crypto/look-up.ts';
import type { Database } from '../facts/database.ts';
import { rolesToday } from '../facts/practice/roles-today.ts';
import type { Tx } from '../facts/transaction.ts';
import { Problem } from '../http/problem.ts';
import { refuseCrossSite } from '../http/same-origin.ts';
import { readSession, type Session } from '../http/session.ts';
import { MINUTE_MS } from '../policy/calendar/units.ts';
import type { Role } from '../policy/access/routes.ts';
import { seesOwnOnly } from '../policy/access/whose.ts';
import type { Me } from './route.ts';

const UNKNOWN_CALLER = { headers: { 'WWW-Authenticate': 'Bearer' } };

const KEY = `
  select practice_id, staff_id, last_used_at > ?::timestamptz as was_used_lately from api_key
  where hash = ? and revoked_at is null and (expires_at is null or expires_at > ?)`;
const USED = 'update api_key set last_used_at = ? where hash = ?';
const USED_LATELY_MS = MINUTE_MS;
type Found = { practice_id: string; staff_id: string; was_used_lately: boolean | null };
/** The practice, and in the same row what its caller may do: both are read by every request. */
const CALLER = `
  select p.*, to_json(s.roles) as caller_roles from practice p
  join staff s on s.practice_id = p.id and s.id = ? and s.active where p.id = ?`;

/** `session`: they signed in with a browser; null: a program asks with their key. */
export type Caller = { practiceId: string; staffId: string; session: Session | null };
type Served = { database: Database; readonly publicUrl: string };

/**
 * Whose request it is: by its API key, or by the cookie of a browser in which somebody has signed in, whose writes are
 * refused where another site makes them. A 401 does not say what is wrong with a key.
 */
export async function authenticate(served: Served, req: Request): Promise<Caller> {
  const authorization = req.get('authorization');
  if (authorization !== undefined) return callerWithKey(served.database, authorization);
  const session = await readSession(served, req);
  if (!session) throw new Problem(401, 'Send an API key: Authorization: Bearer kw_…', UNKNOWN_CALLER);
  refuseCrossSite(req);
  return { practiceId: session.practiceId, staffId: session.staffId, session };
}

async function callerWithKey(database: Database, authorization: string): Promise<Caller> {
  const [scheme, key] = authorization.split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !key)
    throw new Problem(401, 'Send an API key: Authorization: Bearer kw_…', UNKNOWN_CALLER);
  const em = database.orm.em.fork();
  const now = new Date();
  const hash = secretHash(key);
  const [found] = await em.execute<Found[]>(KEY, [new Date(now.getTime() - USED_LATELY_MS), hash, now]);
  if (!found)
    throw new Problem(401, 'This API key is not known here, was revoked, or has expired.', UNKNOWN_CALLER);
  if (!found.was_used_lately) await em.execute(USED, [now, hash]);
  return { practiceId: found.practice_id, staffId: found.staff_id, session: null };
}

/** The practice of this transaction, and its caller with the roles that they have today. */
export async function readCaller(tx: Tx, staffId: string): Promise<{ practice: Practice; me: Me }> {
  const [row] = await tx.em.execute<{ caller_roles: Role[] }[]>(CALLER, [staffId, tx.practiceId]);
  if (!row)
    throw new Problem(401, 'This API key belongs to somebody who no longer works here.', UNKNOWN_CALLER);
  const { caller_roles: held, ...columns } = row;
  const practice = tx.em.map(Practice, columns);
  const roles = await rolesToday(tx, held, practice);
  return { practice, me: { staffId, practiceId: tx.practiceId, roles, held, ownOnly: seesOwnOnly(roles) } };
}
