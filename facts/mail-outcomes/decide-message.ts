import { Broadcast } from '../../entities/broadcast.ts';
import type { Message } from '../../entities/message.ts';
import { Referral } from '../../entities/referral.ts';
import { lockMessage } from '../locks/lock-message.ts';
import { subjectOf } from '../locks/lock-subject.ts';
import { closeAcknowledgement } from '../referrals/close-acknowledgement.ts';
import type { FilterQuery } from '@mikro-orm/postgresql';
import type { Task } from '../../entities/task.ts';
import type { BeforePress } from '../../policy/outbound-mail/take-back.ts';
import { answerTasks, asItWas, momentOfPress, type Press } from '../outbound-mail/press-send.ts';
import { standingOf } from '../referrals/press-thanks.ts';
import { closeTasksAboutMessage } from '../tasks/open-task.ts';
import { audit, type Tx } from '../transaction.ts';
import { reopenThanks } from '../referrals/give-permission.ts';
import { addEvent } from '../referral-event.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { openAcknowledgement } from '../referrals/open-acknowledgement.ts';
import { conflict, notFound } from '../refusal.ts';
import { resumeBroadcast } from '../broadcasts/change-broadcast.ts';
import { release, embeddedPrompt } from '../journeys/settle-prompt.ts';

const MAY_BE_CANCELLED: ReadonlySet<Message['status']> = new Set([
  'queued',
  'held',
  'would_send',
  'refused',
  'stopped',
]);
const MAY_BE_RESENT: ReadonlySet<Message['status']> = new Set([
  'held',
  'refused',
  'would_send',
  'stopped',
  'cancelled',
]);

/** A person decides that this e-mail does not go; a thanks is let go with it, and a prompt inside is free again. */
export async function cancelMessage(tx: Tx, messageId: string): Promise<Message> {
  const { message, referral } = await lock(tx, messageId);
  if (!MAY_BE_CANCELLED.has(message.status))
    throw conflict(`This e-mail is ${message.status}; it can no longer be cancelled.`);
  if (message.purpose === 'thanks' && referral) await letGoOf(tx, referral);
  else await releaseRider(tx, message);
  message.cancel(tx.now);
  if (message.purpose !== 'thanks') await reopen(tx, message);
  audit(tx, 'cancel', { entity: 'message', id: message.id });
  return message;
}

/** A person decides that this e-mail goes (again); it is gated once more when it does. */
export async function resendMessage(tx: Tx, messageId: string, press: Press): Promise<Message> {
  const { message, referral } = await lock(tx, messageId);
  if (!MAY_BE_RESENT.has(message.status))
    throw conflict(`This e-mail is ${message.status}; it cannot be sent again.`);
  if (referral?.status === 'sent' || referral?.status === 'done_by_hand')
    throw conflict('This referral has been thanked for already.');
  if (referral?.status === 'not_permitted')
    throw conflict('Nobody has said that we may thank for this referral.');
  if (message.purpose === 'broadcast' && message.why === 'cannot_write') await goOn(tx, message);
  const before = { ...asItWas(message), ...(referral ? standingOf(referral) : {}) };
  const at = await momentOfPress(tx, press);
  const taskIds = at === null ? [] : await answerTasks(tx, asksAbout(message));
  await releaseRider(tx, message);
  if (mayHaveGone(message)) await leaveBehind(tx, message);
  message.requeue(tx.now);
  message.resent = false;
  if (message.purpose === 'thanks' && referral) await openAcknowledgement(tx, referral.id, tx.now);
  if (message.purpose === 'thanks' || message.purpose === 'carrier') message.askedBy = tx.actor.staffId;
  if (message.purpose === 'carrier') message.dueAt = tx.now;
  if (at !== null) await pressAgain(tx, message, at, { ...before, taskIds });
  await reopen(tx, message);
  audit(tx, 'resend', { entity: 'message', id: message.id });
  return message;
}

/** The tasks that a decision about this e-mail answers. */
function asksAbout({ id, purpose, referral }: Message): FilterQuery<Task> {
  return purpose === 'thanks' && referral
    ? { referralId: referral.id, kind: 'message_held' }
    : { messageId: id };
}

async function pressAgain(
  tx: Tx,
  message: Message,
  at: Date,
  before: Omit<BeforePress, 'by'>,
): Promise<void> {
  const isThanks = message.purpose === 'thanks' && message.referral;
  const drafted = isThanks
    ? await answerTasks(tx, { referralId: message.referral?.id ?? '', kind: 'thank' })
    : [];
  const taskIds = before.taskIds.length > 0 ? before.taskIds : drafted;
  message.press(at, { ...before, by: tx.actor.staffId ?? '', taskIds }, tx.now);
  // What goes to many leaves with its batch, which asks only when it may be tried again.
  if (message.purpose === 'broadcast') message.nextTryAt = at;
}

async function letGoOf(tx: Tx, referral: Referral): Promise<void> {
  if (referral.status !== 'due' && referral.status !== 'needs_person') return;
  await closeAcknowledgement(tx, referral, { status: 'let_go' });
  addEvent(tx, referral, 'let_go', 'cancelled');
  await reopenThanks(tx, referral);
}

/** A prompt that may have gone with this e-mail counts, whatever a person decides afterwards (§5a.5). */
async function releaseRider(tx: Tx, message: Message): Promise<void> {
  const milestone = mayHaveGone(message) ? null : await embeddedPrompt(tx, message);
  if (milestone) await release(tx, milestone);
  await closeTasksAboutMessage(tx, message);
}

/** Its delivery is known, or not known; before it leaves, and where it certainly did not, there is none. */
function mayHaveGone({ delivery }: Message): boolean {
  return Boolean(delivery);
}

/** Where it may have gone it does not go again with the same note: one prompt a milestone (§2.5). */
async function leaveBehind(tx: Tx, message: Message): Promise<void> {
  const milestone = await embeddedPrompt(tx, message);
  if (milestone) milestone.carriedBy = null;
}

/** What rested because the words of this one could not be filled in goes on with it. */
async function goOn(tx: Tx, { broadcast }: Message): Promise<void> {
  const resting = await tx.em.findOne(Broadcast, { id: broadcast?.id ?? '', status: 'paused' });
  if (resting) await resumeBroadcast(tx, resting.id);
}

/** The commitment that it belongs to is open again. */
async function reopen(tx: Tx, message: Message): Promise<void> {
  const { kind, subjectId } = subjectOf(message);
  await openCommitment(tx, kind, subjectId);
}

async function lock(tx: Tx, messageId: string): Promise<{ message: Message; referral: Referral | null }> {
  const message = await lockMessage(tx, messageId);
  if (!message) throw notFound('message');
  const { practiceId, referral } = message;
  return {
    message,
    referral: referral ? await tx.em.findOne(Referral, { practiceId, id: referral.id }) : null,
  };
}
