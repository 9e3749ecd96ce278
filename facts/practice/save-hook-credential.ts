import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { secretHash } from '../../entities/crypto/look-up.ts';
import { HookCredential } from '../../entities/hook-credential.ts';
import { MINUTE_MS } from '../../policy/calendar/units.ts';
import type { Database } from '../database.ts';
import { lockPractice } from '../locks/lock-practice.ts';
import { conflict, notFound } from '../refusal.ts';
import { audit, type Tx } from '../transaction.ts';

const PASSWORD_BYTES = 32;
/** One in use, and one while it is changed. */
const VALID_AT_ONCE = 2;

/** A user and a password for the webhooks of the practice's own server; the password is returned once and stored as a hash. */
export async function issueHookCredential(tx: Tx): Promise<{ credential: HookCredential; password: string }> {
  const { em, practiceId, now, actor } = tx;
  await lockPractice(tx);
  if ((await em.count(HookCredential, { practiceId, revokedAt: null })) >= VALID_AT_ONCE)
    throw conflict('Two are valid already: delete the one that is no longer used first.');
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  const credential = em.create(HookCredential, {
    id: randomUUIDv7(),
    practiceId,
    hash: secretHash(password),
    createdBy: actor.staffId,
    createdAt: now,
  });
  audit(tx, 'create', { entity: 'hook_credential', id: credential.id });
  return { credential, password };
}

/** What is posted with it is refused from this commit on; revoked twice is revoked once. */
export async function revokeHookCredential(tx: Tx, id: string): Promise<void> {
  const credential = await tx.em.findOne(HookCredential, { id, practiceId: tx.practiceId });
  if (!credential) throw notFound('hook credential');
  if (credential.revokedAt) return;
  credential.revokedAt = tx.now;
  audit(tx, 'revoke', { entity: 'hook_credential', id }, ['revokedAt']);
}

/** The practice whose server posts with these; null where they are nobody's. */
export async function practiceOfHook(
  database: Database,
  { user, password }: { user: string; password: string },
  now: Date,
): Promise<string | null> {
  const em = database.orm.em.fork();
  const found = await em.findOne(HookCredential, { hash: secretHash(password), revokedAt: null });
  if (!found || found.id !== user) return null;
  if (now.getTime() - (found.lastUsedAt?.getTime() ?? 0) > MINUTE_MS) {
    found.lastUsedAt = now;
    await em.flush();
  }
  return found.practiceId;
}
