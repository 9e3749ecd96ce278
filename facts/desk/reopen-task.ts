import type { Task } from '../../entities/task.ts';
import { Message } from '../../entities/message.ts';
import type { TaskKind } from '../../policy/tasks/task-kinds.ts';
import { takeBackUntil } from '../../policy/outbound-mail/take-back.ts';
import { undoAttempt, undoContact } from '../enquiries/undo-contact.ts';
import { takeBackMessage } from '../mail-outcomes/take-back.ts';
import { undoByHand } from '../referrals/undo-by-hand.ts';
import { conflict } from '../refusal.ts';
import { reopenTasks } from '../tasks/reopen-tasks.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockTask } from './lock-task.ts';

/** Completing these did nothing besides. */
const DID_NOTHING_ELSE: ReadonlySet<TaskKind> = new Set([
  'look_into',
  'care_matter',
  'ask_consent',
  'weigh_mention',
  'erased_returned',
  'mend_webhook',
  'stop_by_mail',
  'mail_came_back',
  'staff_mail_bounces',
  'sender_refused',
  'shared_mailbox',
  'name_expires',
  'read_digest',
  'find_successor',
  'contact_path',
]);

/**
 * The named opposite of "by phone", "no answer" and "we reached them": whoever did it undoes it, until what follows has
 * acted. A send that has not left yet is taken back.
 */
export async function reopenTask(tx: Tx, taskId: string): Promise<Task> {
  const task = await lockTask(tx, taskId);
  if (task.status === 'open') await undoTry(tx, task);
  else await undo(tx, task);
  audit(tx, 'reopen', { entity: 'task', id: task.id });
  await tx.em.flush();
  return task;
}

async function undoTry(tx: Tx, { kind, enquiry }: Task): Promise<void> {
  if (kind !== 'get_in_touch' || !enquiry) throw conflict('This task is open.');
  await undoAttempt(tx, enquiry.id);
}

async function undo(tx: Tx, task: Task): Promise<void> {
  const { kind, status, doneBy, enquiry } = task;
  if (status !== 'done') throw conflict('This is no longer asked of anybody.');
  if (doneBy !== tx.actor.staffId) throw conflict('Somebody else did this, so it is theirs to undo.');
  if (await isStillQueued(tx, task)) {
    await takeBackMessage(tx, task.messageId ?? '');
    return;
  }
  if (task.referral && kind !== 'name_expires') return undoByHand(tx, task);
  if (kind === 'get_in_touch' && enquiry) await undoContact(tx, enquiry.id);
  else if (!DID_NOTHING_ELSE.has(kind)) throw conflict('What followed from this cannot be undone here.');
  await reopenTasks(tx, [task.id], 'reopened');
}

/** Completing it sent something that has not left. */
async function isStillQueued({ em, now }: Tx, { messageId }: Task): Promise<boolean> {
  const message = messageId ? await em.findOne(Message, { id: messageId }) : null;
  return message !== null && takeBackUntil(message, now) !== null;
}
