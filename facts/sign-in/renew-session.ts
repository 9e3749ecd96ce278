import { secretHash } from '../../entities/crypto/look-up.ts';
import { StaffAddress } from '../../entities/staff-address.ts';
import { WebSession } from '../../entities/web-session.ts';
import { STEPPED_UP_MS } from '../../policy/sign-in/sign-in-times.ts';
import { notFound } from '../refusal.ts';
import { audit, type Tx } from '../transaction.ts';
import { newSessionValue } from './open-session.ts';

/** Whoever it is has shown it once more: for ten minutes they may do what needs that. The value before is dead. */
export async function stepUp(tx: Tx, sessionId: string): Promise<string> {
  const session = await openSessionWith(tx, sessionId);
  const value = newSessionValue();
  session.hash = secretHash(value);
  session.steppedUpUntil = new Date(tx.now.getTime() + STEPPED_UP_MS);
  audit(tx, 'step_up', { entity: 'web_session', id: session.id });
  return value;
}

/** The session acts as this member of staff, of the same address, from now on. The value before is dead. */
export async function moveSession(tx: Tx, sessionId: string, staffId: string): Promise<string> {
  const session = await openSessionWith(tx, sessionId);
  const { emailHash } = session;
  const place = await tx.em.findOne(StaffAddress, { emailHash, staffId, practiceId: tx.practiceId });
  if (!place) throw notFound('place of work');
  const value = newSessionValue();
  session.hash = secretHash(value);
  session.practiceId = place.practiceId;
  session.staffId = place.staffId;
  session.steppedUpUntil = null;
  audit(tx, 'sign_in', { entity: 'web_session', id: session.id });
  return value;
}

async function openSessionWith({ em, now }: Tx, id: string): Promise<WebSession> {
  const session = await em.findOne(WebSession, { id, revokedAt: null, endsAt: { $gt: now } });
  if (!session) throw notFound('session');
  return session;
}
