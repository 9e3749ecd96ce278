import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { answerTo, storeAnswer, type IdempotentRequest } from '../facts/idempotency.ts';
import type { Tx } from '../facts/transaction.ts';
import { Problem } from '../http/problem.ts';
import type { Answer, JsonAnswer } from './route.ts';

const LONGEST_KEY = 200;

/** The Idempotency-Key of a POST with a hash of its address and body; null where none was sent. */
export function idempotentRequest(req: Request, body: unknown): IdempotentRequest | null {
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
  if ('text' in answer) throw new Error('An answer to a POST is JSON: text is not stored under a key.');
  await storeAnswer(tx, request, { status: answer.status, body: storable(answer, secretFields) });
  return answer;
}

function storable({ body }: JsonAnswer<number, unknown>, secretFields: readonly string[]): string | null {
  if (body === undefined) return null;
  const isSecret = (field: string): boolean => secretFields.includes(field);
  return JSON.stringify(body, (field, value: unknown) => (isSecret(field) ? undefined : value));
}
