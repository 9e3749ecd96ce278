import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { secretHash } from '../../entities/crypto/look-up.ts';
import { PasskeyChallenge } from '../../entities/passkey-challenge.ts';
import { CHALLENGE_MS } from '../../policy/sign-in/sign-in-times.ts';

const BYTES = 32;

/** What a passkey has to sign next, for this session; null: for somebody who is about to sign in. */
export async function newChallenge(
  em: EntityManager,
  sessionId: string | null,
  now: Date,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Uint8Array.from(randomBytes(BYTES));
  em.create(PasskeyChallenge, {
    hash: secretHash(Buffer.from(bytes).toString('base64url')),
    sessionId,
    expiresAt: new Date(now.getTime() + CHALLENGE_MS),
  });
  await em.flush();
  return bytes;
}

/** Whether this was asked of this session, or of somebody without one, lately; asked again, it is not. */
export async function takeChallenge(
  em: EntityManager,
  challenge: string,
  sessionId: string | null,
  now: Date,
): Promise<boolean> {
  const asked = { hash: secretHash(challenge), sessionId, expiresAt: { $gt: now } };
  return (await em.nativeDelete(PasskeyChallenge, asked)) === 1;
}
