import { Message } from '../../entities/message.ts';
import { Referral } from '../../entities/referral.ts';
import type { Staff } from '../../entities/staff.ts';
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
  if (draft?.status === 'unknown') draft.hold('unknown_outcome', now);
  if (because !== 'strangers')
    askPerson(tx, {
      referral,
      because,
      assignee: today.dutyHolder('acknowledge') ?? today.owners()[0] ?? null,
    });
  referral.handOver(because, now);
  addEvent(tx, referral, 'handed_over', because);
}

type Asked = { referral: Referral; because: HandOverReason; assignee: Staff | null };

function askPerson(tx: Tx, { referral, because, assignee }: Asked): void {
  openTask(tx, {
    kind:
      because === 'unmatched'
        ? 'match_referrer'
        : because === 'unknown_outcome'
          ? 'message_held'
          : 'thank_by_hand',
    referral,
    ...(referral.messageId ? { messageId: referral.messageId } : {}),
    assignee,
    why: because,
    dueAt: referral.dueAt ?? tx.now,
  });
}
