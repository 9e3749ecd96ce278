import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { secretHash } from '../../entities/crypto/look-up.ts';
import { Staff } from '../../entities/staff.ts';
import { WebSession } from '../../entities/web-session.ts';
import { IDLE_MS, SESSION_MS } from '../../policy/sign-in/sign-in-times.ts';
import { notFound } from '../refusal.ts';
import { audit, type Tx } from '../transaction.ts';

const VALUE_BYTES = 32;

/** Opens a session of somebody who works here, in a browser called `device`; its value is known to that browser alone. */
export async function openSession(tx: Tx, staffId: string, device: string): Promise<string> {
  const { em, practiceId, now } = tx;
  const member = await em.findOne(Staff, { id: staffId, active: true });
  if (!member) throw notFound('member of staff');
  const value = newSessionValue();
  const session = em.create(WebSession, {
    id: randomUUIDv7(),
    hash: secretHash(value),
    emailHash: member.emailHash,
    practiceId,
    staffId: member.id,
    device,
    createdAt: now,
    lastUsedAt: now,
    idleEndsAt: new Date(now.getTime() + IDLE_MS),
    endsAt: new Date(now.getTime() + SESSION_MS),
  });
  audit(tx, 'sign_in', { entity: 'web_session', id: session.id });
  return value;
}

/** 256 bits that nobody can guess. */
export function newSessionValue(): string {
  return randomBytes(VALUE_BYTES).toString('base64url');
}
