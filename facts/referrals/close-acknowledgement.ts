import { Message } from '../../entities/message.ts';
import type { Referral } from '../../entities/referral.ts';
import { Task } from '../../entities/task.ts';
import type { AcknowledgementStatus, BY_HAND } from '../../policy/referrals/acknowledgement.ts';
import { announce } from '../announce.ts';
import type { Fact } from '../transaction.ts';

type Closing =
  | { status: 'sent' | 'would_send'; at: Date; by: string | null }
  | { status: 'done_by_hand'; at: Date; by: string | null; how: (typeof BY_HAND)[number] }
  | { status: Extract<AcknowledgementStatus, 'not_permitted' | 'let_go'>; why?: string };

/** Ends the thanks one way or another: open tasks are closed and whatever has not left is stopped. */
export async function closeAcknowledgement(fact: Fact, referral: Referral, closing: Closing): Promise<void> {
  referral.status = closing.status;
  referral.needsPerson = null;
  if (closing.status === 'sent' || closing.status === 'done_by_hand')
    announce(fact, 'referral.thanked', { referralId: referral.id });
  referral.updatedAt = fact.now;
  if ('at' in closing) {
    referral.thankedAt = closing.at;
    referral.thankedBy = closing.by;
    referral.thankedByHand = 'how' in closing ? closing.how : null;
  } else {
    referral.dueAt = closing.status === 'not_permitted' ? null : referral.dueAt;
  }
  const done = 'at' in closing ? 'done' : 'cancelled';
  await fact.em.nativeUpdate(
    Task,
    { referral, status: 'open' },
    { status: done, doneAt: fact.now, doneBy: fact.actor.staffId, updatedAt: fact.now },
  );
  if (closing.status === 'sent' && !wasNudged(referral)) return;
  await fact.em.nativeUpdate(
    Message,
    { referral, status: 'queued' },
    { status: 'stopped', why: closing.status, updatedAt: fact.now },
  );
}

/** Whether staff were written to about it, so that a note may still be on its way when the thanks itself has gone. */
function wasNudged({ remindedAt, escalatedAt }: Referral): boolean {
  return Boolean(remindedAt) || Boolean(escalatedAt);
}
