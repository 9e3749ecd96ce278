import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { ownKeyHash, requestHash } from '../entities/crypto/look-up.ts';
import { withoutLinkTokens } from '../email/public-link.ts';
import { answerTo, storeAnswer, type IdempotentRequest } from '../facts/idempotency.ts';
import type { Tx } from '../facts/transaction.ts';
import { Problem } from '../http/problem.ts';
import type { Answer, JsonAnswer } from './route.ts';

const LONGEST_KEY = 200;

/** Whether a body is compared, also one that the route does not look at. */
export function isKeyed(req: Request): boolean {
  return req.method === 'POST' && req.get('idempotency-key') !== undefined;
}

/** The Idempotency-Key that this member of staff chose for a POST, with its address and body; null where none was sent. */
export function idempotentRequest(req: Request, staffId: string): IdempotentRequest | null {
  const key = req.method === 'POST' ? req.get('idempotency-key') : undefined;
  if (key === undefined) return null;
  if (key === '' || key.length > LONGEST_KEY || !/^[\x21-\x7E]+$/.test(key)) {
    throw new Problem(422, 'Idempotency-Key must be 1 to 200 printable characters.', {
      errors: [{ path: 'Idempotency-Key', message: 'must be 1 to 200 printable characters' }],
    });
  }
  const body: unknown = req.body;
  const isBytes = Buffer.isBuffer(body) && body.length > 0;
  const asked = isBytes ? body : JSON.stringify(Buffer.isBuffer(body) ? null : (body ?? null));
  const digest = createHash('sha256').update(`${req.originalUrl}\n`).update(asked).digest('base64url');
  return { key: ownKeyHash(staffId, key), hash: requestHash(digest) };
}

/** The stored answer of a repeat, or what `work` answers, stored for seven days without its `secretFields`. */
export async function answerOnce(
  tx: Tx,
  request: IdempotentRequest,
  secretFields: readonly string[],
  work: () => Promise<Answer>,
): Promise<Answer> {
  const before = await answerTo(tx, request);
  if (before === 'another') throw new Problem(409, 'This Idempotency-Key was used for another request.');
  if (before) {
    const body: unknown = before.body ? JSON.parse(before.body) : undefined;
    return { status: before.status, body, headers: { 'Idempotent-Replay': 'true' } };
  }
  const answer = await work();
  if (!('body' in answer)) throw new Error('An answer to a POST is JSON: text is not stored under a key.');
  await storeAnswer(tx, request, { status: answer.status, body: storable(answer, secretFields) });
  return answer;
}

function storable({ body }: JsonAnswer<number, unknown>, secretFields: readonly string[]): string | null {
  if (body === undefined) return null;
  const isSecret = (field: string): boolean => secretFields.includes(field);
  return withoutLinkTokens(
    JSON.stringify(body, (field, value: unknown) => (isSecret(field) ? undefined : value)),
  );
}
