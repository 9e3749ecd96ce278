import { WebSession } from '../../entities/web-session.ts';
import type { Database } from '../database.ts';
import { notFound } from '../refusal.ts';
import { audit, inTransaction, type Tx } from '../transaction.ts';

type Ended = { id: string; practiceId: string; staffId: string };

/** Signs out in one browser. */
export async function endSession(database: Database, { id, practiceId, staffId }: Ended): Promise<void> {
  const of = { practiceId, actor: { kind: 'staff' as const, staffId } };
  await inTransaction(database, of, async (tx) => {
    const open = { id, practiceId, staffId, revokedAt: null };
    const ended = await tx.em.nativeUpdate(WebSession, open, { revokedAt: tx.now });
    if (ended > 0) audit(tx, 'sign_out', { entity: 'web_session', id });
  });
}

/** Signs out in every browser in which this address has signed in, wherever its sessions act; answers with how many. */
export async function endAllSessions(tx: Tx, addressHash: string): Promise<number> {
  const open = { emailHash: addressHash, revokedAt: null, endsAt: { $gt: tx.now } };
  const ended = await tx.em.nativeUpdate(WebSession, open, { revokedAt: tx.now });
  audit(tx, 'sign_out_everywhere', { entity: 'staff', id: tx.actor.staffId });
  return ended;
}

/** Signs out in one browser of this address. */
export async function endOwnSession(tx: Tx, addressHash: string, id: string): Promise<void> {
  const own = { id, emailHash: addressHash, revokedAt: null };
  const ended = await tx.em.nativeUpdate(WebSession, own, { revokedAt: tx.now });
  if (ended === 0) throw notFound('session');
  audit(tx, 'sign_out', { entity: 'web_session', id });
}
