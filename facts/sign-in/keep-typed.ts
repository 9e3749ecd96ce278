import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import { KeptForm } from '../../entities/kept-form.ts';
import { secretHash } from '../../entities/crypto/look-up.ts';
import { WebSession } from '../../entities/web-session.ts';
import { KEPT_FORM_MS } from '../../policy/sign-in/sign-in-times.ts';
import type { Database } from '../database.ts';

const Fields = z.record(z.string(), z.string());
type Typed = Readonly<Record<string, string>>;

/** `sessionHash`: of the session that is over; `path`: the page on which the form stands again. */
type Late = { sessionHash: string; path: string; fields: Typed };
type Returned = { value: string; practiceId: string; staffId: string; path: string };

const KEY_BYTES = 32;

/**
 * Keeps what somebody had typed when their session was over, sealed and for an hour. Answers with what the browser has to
 * bring to have it back; null where nobody is known to have typed it, and nothing is kept.
 */
export async function keepTyped({ orm }: Database, late: Late, now: Date): Promise<string | null> {
  const em = orm.em.fork();
  const ended = await em.findOne(WebSession, { hash: late.sessionHash });
  if (!ended) return null;
  await em.nativeDelete(KeptForm, { expiresAt: { $lte: now } });
  const value = randomBytes(KEY_BYTES).toString('base64url');
  em.create(KeptForm, {
    id: randomUUIDv7(),
    hash: secretHash(value),
    practiceId: ended.practiceId,
    staffId: ended.staffId,
    path: late.path,
    fields: JSON.stringify(late.fields),
    expiresAt: new Date(now.getTime() + KEPT_FORM_MS),
  });
  await em.flush();
  return value;
}

/** What was kept for this member of staff on this page, given back once; null where there is nothing. */
export async function takeTyped(
  { orm }: Database,
  { value, practiceId, staffId, path }: Returned,
  now: Date,
): Promise<Typed | null> {
  const em = orm.em.fork();
  const kept = await em.findOne(KeptForm, { hash: secretHash(value), practiceId, staffId, path });
  if (!kept) return null;
  const isTaken = (await em.nativeDelete(KeptForm, { id: kept.id })) === 1;
  return isTaken && kept.expiresAt > now ? Fields.parse(JSON.parse(kept.fields)) : null;
}
