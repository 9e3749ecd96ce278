import { Message } from '../../entities/message.ts';
import { Referral } from '../../entities/referral.ts';
import type { HandOverReason } from '../../policy/referrals/acknowledgement.ts';
import type { Tx } from '../transaction.ts';
import { addEvent } from '../referral-event.ts';
import { cancelOpenTasks } from './open-acknowledgement.ts';
import { openTask } from '../tasks/open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';

/** The machine steps back: a person thanks by another way, says who is meant, or lets it be. Nothing of it leaves by itself. */
export async function handOverAcknowledgement(
  tx: Tx,
  referralId: string,
  because: HandOverReason,
): Promise<void> {
  const { em, practiceId, now } = tx;
  const referral = await em.findOneOrFail(Referral, { practiceId, id: referralId });
  const today = await practiceToday(tx);
  await cancelOpenTasks(tx, referral);
  const draft = referral.messageId ? await em.findOne(Message, { practiceId, id: referral.messageId }) : null;
  if (draft?.status === 'queued') draft.stop(because, now);
  if (draft?.status === 'unknown') draft.hold(now);
  openTask(tx, {
    kind:
      because === 'unmatched'
        ? 'match_referrer'
        : because === 'unknown_outcome'
          ? 'message_held'
          : 'thank_by_hand',
    referral,
    ...(referral.messageId ? { messageId: referral.messageId } : {}),
    assignee: today.dutyHolder('acknowledge') ?? today.owners()[0] ?? null,
    why: because,
    dueAt: referral.dueAt ?? now,
  });
  referral.handOver(because, now);
  addEvent(tx, referral, 'handed_over', because);
}
