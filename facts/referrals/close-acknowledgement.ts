import type { Closing, Referral } from '../../entities/referral.ts';
import { Task } from '../../entities/task.ts';
import { announce } from '../announce.ts';
import { stopQueued } from '../outbound-mail/stop-messages.ts';
import { noteLateness } from './late-thanks.ts';
import type { Tx } from '../transaction.ts';

/** Ends the thanks: its open tasks are closed and e-mails that have not left are stopped. */
export async function closeAcknowledgement(tx: Tx, referral: Referral, closing: Closing): Promise<void> {
  referral.close(closing, tx.now);
  if (closing.status === 'sent' || closing.status === 'done_by_hand') await noteLateness(tx, referral);
  if (closing.status === 'sent' || closing.status === 'done_by_hand')
    announce(tx, 'referral.thanked', { referralId: referral.id });
  const done = 'at' in closing ? 'done' : 'cancelled';
  await tx.em.nativeUpdate(
    Task,
    { referral, status: 'open' },
    { status: done, doneAt: tx.now, doneBy: tx.actor.staffId, updatedAt: tx.now },
  );
  if (closing.status === 'sent' && !wasNudged(referral)) return;
  await stopQueued(tx, { referral }, closing.status);
}

/** Whether staff were written to about it, so that a note may still be on its way when the thanks itself has gone. */
function wasNudged({ remindedAt, escalatedAt }: Referral): boolean {
  return Boolean(remindedAt) || Boolean(escalatedAt);
}
