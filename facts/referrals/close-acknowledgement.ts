import type { Referral } from '../../entities/referral.ts';
import { Task } from '../../entities/task.ts';
import type { AcknowledgementStatus, BY_HAND } from '../../policy/referrals/acknowledgement.ts';
import { announce } from '../announce.ts';
import { stopQueued } from '../outbound-mail/stop-messages.ts';
import type { Tx } from '../transaction.ts';

type Closing =
  | { status: 'sent' | 'would_send'; at: Date; by: string | null }
  | { status: 'done_by_hand'; at: Date; by: string | null; how: (typeof BY_HAND)[number] }
  | { status: Extract<AcknowledgementStatus, 'not_permitted' | 'let_go'>; why?: string };

/** Ends the thanks: its open tasks are closed and e-mails that have not left are stopped. */
export async function closeAcknowledgement(tx: Tx, referral: Referral, closing: Closing): Promise<void> {
  referral.status = closing.status;
  referral.needsPerson = null;
  if (closing.status === 'sent' || closing.status === 'done_by_hand')
    announce(tx, 'referral.thanked', { referralId: referral.id });
  referral.updatedAt = tx.now;
  if ('at' in closing) {
    referral.thankedAt = closing.at;
    referral.thankedBy = closing.by;
    referral.thankedByHand = 'how' in closing ? closing.how : null;
  } else {
    referral.dueAt = closing.status === 'not_permitted' ? null : referral.dueAt;
  }
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
