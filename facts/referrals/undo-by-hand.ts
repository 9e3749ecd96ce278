import { Message } from '../../entities/message.ts';
import { ReferralEvent } from '../../entities/referral-event.ts';
import { Task } from '../../entities/task.ts';
import { HAND_OVER_REASONS } from '../../policy/referrals/acknowledgement.ts';
import { lockReferral } from '../locks/lock-referral.ts';
import { addEvent } from '../referral-event.ts';
import { conflict } from '../refusal.ts';
import { reopenTasks } from '../tasks/reopen-tasks.ts';
import type { Tx } from '../transaction.ts';
import { reopenThanks } from './give-permission.ts';

/** What a person said of a thanks (by hand, let go) was not so: it waits again as it did, and so do its tasks. */
export async function undoByHand(tx: Tx, task: Task): Promise<void> {
  const { em, practiceId, now } = tx;
  const referral = await lockReferral(tx, task.referral?.id ?? '');
  if (referral.status !== 'done_by_hand' && referral.status !== 'let_go')
    throw conflict(
      referral.status === 'sent' ? 'It has gone already.' : 'What followed from this cannot be undone here.',
    );
  await refuseOlder(tx, task);
  const because = HAND_OVER_REASONS.find((reason) => reason === task.why) ?? null;
  referral.reopen(task.kind === 'thank' ? null : (because ?? 'unmatched'), now);
  const draft = referral.messageId ? await em.findOne(Message, { practiceId, id: referral.messageId }) : null;
  if (task.kind === 'thank' && draft?.status === 'stopped') draft.requeue(now);
  addEvent(tx, referral, 'taken_back');
  const together = { referral, status: 'done', doneAt: task.doneAt, doneBy: tx.actor.staffId } as const;
  const closed = await em.find(Task, together, { orderBy: { id: 'asc' } });
  await reopenTasks(
    tx,
    closed.map(({ id }) => id),
    'reopened',
  );
  await reopenThanks(tx, referral);
}

/** Another decision came after this one: it is not this task's to undo. */
async function refuseOlder({ em }: Tx, { referral, doneAt, doneBy }: Task): Promise<void> {
  const what = { $in: ['thanked_by_hand', 'let_go'] as const };
  const ended = { referralId: referral?.id ?? '', what };
  const latest = await em.findOne(ReferralEvent, ended, { orderBy: [{ at: 'desc' }, { id: 'desc' }] });
  if (latest?.at.getTime() !== doneAt?.getTime() || latest?.by !== doneBy)
    throw conflict('What followed from this cannot be undone here.');
}
