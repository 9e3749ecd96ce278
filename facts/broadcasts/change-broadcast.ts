import { Broadcast } from '../../entities/broadcast.ts';
import { Message } from '../../entities/message.ts';
import type { BroadcastStatus } from '../../policy/broadcasts/broadcast-terms.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { lockSubject } from '../locks/lock-subject.ts';
import { stopQueued } from '../outbound-mail/stop-messages.ts';
import { conflict, notFound } from '../refusal.ts';
import { closeTasksAboutMessage } from '../tasks/open-task.ts';
import { audit, type Tx } from '../transaction.ts';

const ENDED: Readonly<Partial<Record<BroadcastStatus, string>>> = {
  done: 'This is done: everybody on its list has been written to, or left out with a reason.',
  cancelled: 'This was cancelled: nobody else on its list is written to.',
};

/** A person lets it rest where it is; again does no harm. */
export async function pauseBroadcast(tx: Tx, broadcastId: string): Promise<Broadcast> {
  const broadcast = await underWay(tx, broadcastId);
  if (broadcast.status === 'paused') return broadcast;
  broadcast.pause(tx.now);
  audit(tx, 'pause', { entity: 'broadcast', id: broadcast.id });
  return broadcast;
}

/** It goes on where it rested; what waited because its words could not be filled in is tried again. */
export async function resumeBroadcast(tx: Tx, broadcastId: string): Promise<Broadcast> {
  const broadcast = await underWay(tx, broadcastId);
  if (broadcast.status === 'running') return broadcast;
  broadcast.resume(tx.now);
  for (const message of await unwritten(tx, broadcastId)) message.requeue(tx.now);
  await openCommitment(tx, 'broadcast', broadcast.id);
  audit(tx, 'resume', { entity: 'broadcast', id: broadcast.id });
  return broadcast;
}

/** Nobody else is written to; whoever has it keeps it, and an outcome that is open is still found out. */
export async function cancelBroadcast(tx: Tx, broadcastId: string): Promise<Broadcast> {
  const broadcast = await underWay(tx, broadcastId);
  broadcast.cancel(tx.now);
  for (const message of await unwritten(tx, broadcastId)) message.stop('cancelled', tx.now);
  await stopQueued(tx, { broadcastId }, 'cancelled');
  await openCommitment(tx, 'broadcast', broadcast.id);
  audit(tx, 'cancel', { entity: 'broadcast', id: broadcast.id });
  return broadcast;
}

/** What waits for a person because its words could not be filled in; nobody is asked about it any more. */
async function unwritten(tx: Tx, broadcastId: string): Promise<Message[]> {
  const waiting = await tx.em.find(Message, { broadcastId, status: 'held', why: 'cannot_write' });
  for (const message of waiting) await closeTasksAboutMessage(tx, message);
  return waiting;
}

/** Locked; what has ended stays as it is (409). */
async function underWay(tx: Tx, broadcastId: string): Promise<Broadcast> {
  await lockSubject(tx, 'broadcast', broadcastId);
  const broadcast = await tx.em.findOne(Broadcast, { id: broadcastId }, { refresh: true });
  if (!broadcast) throw notFound('broadcast');
  const ended = ENDED[broadcast.status];
  if (ended) throw conflict(ended);
  return broadcast;
}
