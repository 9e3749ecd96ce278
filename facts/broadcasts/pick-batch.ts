import { randomUUIDv7 } from 'node:crypto';
import { LockMode } from '@mikro-orm/postgresql';
import type { Broadcast } from '../../entities/broadcast.ts';
import { Message } from '../../entities/message.ts';
import type { Practice } from '../../entities/practice.ts';
import { dayOf, mayLeaveNow } from '../../policy/broadcasts/pace.ts';
import { checksUntilLost, MOST_IN_BATCH } from '../../policy/outbound-mail/delivery.ts';
import type { Tx } from '../transaction.ts';
import { paceOf, takenToday } from './read-pace.ts';

/** Whose turn it is. `message`: their e-mail, locked, where they were written to before; null: they never were. */
export type Turn = { id: string; personId: string; sendId: string; message: Message | null };

type Asked = { broadcast: Broadcast; practice: Practice; searchLagMs: number };

/** A batch that took too long to claim is claimed in smaller ones. */
const AFTER_EXPIRY = 50;

const NEXT = `
  select id, coalesce(client_id, professional_id) as person_id from broadcast_recipient
  where practice_id = ? and broadcast_id = ? and position > ? order by position limit ?`;

/**
 * Whose turn it is now, in the order of the list, as many as fit into one batch and as the day has room for. Whoever's
 * e-mail did not leave, or was never found, comes before everybody who has not been written to.
 */
export async function pickBatch(tx: Tx, { broadcast, practice, searchLagMs }: Asked): Promise<Turn[]> {
  const { em, practiceId, now } = tx;
  const pace = paceOf(practice, broadcast);
  const room = mayLeaveNow(pace, await takenToday(tx, practice), now, MOST_IN_BATCH);
  const isOpen = mayLeaveNow(pace, 0, now, 1) > 0;
  const again = await onceMore(tx, { broadcast, searchLagMs });
  if (again.length > 0) {
    const today = dayOf(now, practice.timezone);
    const newOnes = again.filter((message) => message.status === 'queued' && message.takenOn !== today);
    const late = new Set(newOnes.slice(room));
    return again
      .filter((message) => message.status === 'unknown' || (isOpen && !late.has(message)))
      .map((message) => ({ ...turnOf(message), message }));
  }
  if (broadcast.status !== 'running') return [];
  const asked = [practiceId, broadcast.id, broadcast.written, room];
  const next = await em.execute<{ id: string; person_id: string }[]>(NEXT, asked);
  return next.map(({ id, person_id: personId }) => ({
    id,
    personId,
    sendId: randomUUIDv7(),
    message: null,
  }));
}

/** Those that certainly did not leave and are due again, and those that were never found and are resent once. */
async function onceMore(
  { em, practiceId, now }: Tx,
  { broadcast, searchLagMs }: Pick<Asked, 'broadcast' | 'searchLagMs'>,
): Promise<Message[]> {
  const found = await em.find(
    Message,
    {
      practiceId,
      broadcastId: broadcast.id,
      status: { $in: ['queued', 'unknown'] },
      $or: [
        { status: 'queued', $or: [{ nextTryAt: null }, { nextTryAt: { $lte: now } }] },
        { status: 'unknown', resent: false, checks: { $gte: checksUntilLost(searchLagMs) } },
      ],
    },
    {
      orderBy: { id: 'asc' },
      limit: MOST_IN_BATCH,
      lockMode: LockMode.PESSIMISTIC_WRITE,
      refresh: true,
    },
  );
  return found.some(({ why }) => why === 'claim_expired') ? found.slice(0, AFTER_EXPIRY) : found;
}

function turnOf({ id, client, professional, sendId }: Message) {
  return { id, personId: client?.id ?? professional?.id ?? '', sendId };
}
