import type { Broadcast } from '../../entities/broadcast.ts';
import { Message } from '../../entities/message.ts';
import { checksUntilLost, MOST_IN_BATCH } from '../../policy/outbound-mail/delivery.ts';
import { holdForPerson } from '../outbound-mail/hold-for-person.ts';
import type { Tx } from '../transaction.ts';
import { noteChanges } from './note-changes.ts';

/** Words of the practice that cannot be filled in would fail for everybody: it rests, and one person is asked. */
export async function restUnwritten(tx: Tx, broadcast: Broadcast, messageId: string): Promise<void> {
  if (broadcast.status === 'running') broadcast.pause(tx.now);
  const message = await tx.em.findOneOrFail(Message, { practiceId: tx.practiceId, id: messageId });
  await holdForPerson(tx, message, 'cannot_write');
}

/** What was resent and never found either is not sent a third time; answers whether there may be more of it. */
export async function holdLost(tx: Tx, broadcastId: string, searchLagMs: number): Promise<boolean> {
  const { em, practiceId, now } = tx;
  const lost = await em.find(
    Message,
    {
      practiceId,
      broadcastId,
      status: 'unknown',
      resent: true,
      checks: { $gte: checksUntilLost(searchLagMs) },
    },
    { orderBy: { id: 'asc' }, limit: MOST_IN_BATCH },
  );
  for (const message of lost) message.hold('unknown_outcome', now);
  await noteChanges(
    tx,
    broadcastId,
    lost.map(({ id }) => id),
  );
  return lost.length === MOST_IN_BATCH;
}
