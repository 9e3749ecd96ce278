import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { IdempotencyKey } from '../entities/idempotency-key.ts';
import type { Tx } from '../facts/transaction.ts';
import { Problem } from '../http/problem.ts';
import type { Answer } from './route.ts';

const KEPT_MS = 7 * 86_400_000;
const LONGEST_KEY = 200;

export type Question = { key: string; hash: string };

/** The key of a POST and what was asked under it; null where no key was sent. */
export function questionOf(req: Request, body: unknown): Question | null {
  const key = req.method === 'POST' ? req.get('idempotency-key') : undefined;
  if (key === undefined) return null;
  if (key === '' || key.length > LONGEST_KEY || !/^[\x21-\x7E]+$/.test(key)) {
    throw new Problem(422, 'Idempotency-Key must be 1 to 200 printable characters.', {
      errors: [{ path: 'Idempotency-Key', message: 'must be 1 to 200 printable characters' }],
    });
  }
  const asked = Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null);
  return { key, hash: createHash('sha256').update(`${req.originalUrl}\n`).update(asked).digest('base64url') };
}

/**
 * The answer that this key has had already; another question under the same key is refused. Asked at the same moment,
 * one is answered and the others wait for that answer.
 */
export async function answeredBefore(tx: Tx, { key, hash }: Question): Promise<Answer | null> {
  await tx.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `idempotency/${tx.practiceId}/${key}`,
  ]);
  const known = await tx.em.findOne(IdempotencyKey, {
    key,
    createdAt: { $gte: new Date(tx.now.getTime() - KEPT_MS) },
  });
  if (!known) return null;
  if (known.requestHash !== hash)
    throw new Problem(409, 'This Idempotency-Key was used for another request.');
  const body: unknown = known.answer ? JSON.parse(known.answer) : undefined;
  return { status: known.status, body, headers: { 'Idempotent-Replay': 'true' } };
}

/** Keeps the answer for seven days, without what is shown only once. */
export async function rememberAnswer(
  tx: Tx,
  { key, hash }: Question,
  answer: Answer,
  secretFields: readonly string[] = [],
): Promise<void> {
  await tx.em.upsert(IdempotencyKey, {
    practiceId: tx.practiceId,
    key,
    requestHash: hash,
    status: answer.status,
    answer: answer.body === undefined ? null : JSON.stringify(without(answer.body, secretFields)),
    createdAt: tx.now,
  });
}

function without(body: unknown, secretFields: readonly string[]): unknown {
  if (secretFields.length === 0 || typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).filter(([field]) => !secretFields.includes(field)));
}
