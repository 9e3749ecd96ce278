import type { Message } from '../../entities/message.ts';
import type { Referral } from '../../entities/referral.ts';
import { lockMessageById } from '../outbound-mail/claim-message.ts';
import { closeAcknowledgement } from '../referrals/close-acknowledgement.ts';
import { closeTaskAbout } from '../tasks/close-task-about.ts';
import { audit, type Fact } from '../transaction.ts';
import { reopenPromise } from '../referrals/give-permission.ts';
import { noteEvent } from '../referral-event.ts';
import { openPromise } from '../commitments/open-commitment.ts';
import { openAcknowledgement } from '../referrals/open-acknowledgement.ts';
import { promiseDelivery } from '../commitments/open-delivery.ts';
import { conflict, notFound } from '../refusal.ts';
import { release, rider } from '../journeys/settle-prompt.ts';
import { wakeJourney } from '../commitments/open-journey.ts';

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
export async function cancelMessage(fact: Fact, messageId: string): Promise<Message> {
  const { message, referral } = await lock(fact, messageId);
  if (!MAY_BE_CANCELLED.has(message.status))
    throw conflict(`This e-mail is ${message.status}; it can no longer be cancelled.`);
  if (message.purpose === 'thanks' && referral) await letGoOf(fact, referral);
  else await releaseRider(fact, message);
  message.status = 'cancelled';
  message.why = 'a_person_cancelled';
  message.updatedAt = fact.now;
  if (message.purpose !== 'thanks') await lookAgain(fact, message, referral);
  audit(fact, 'cancel', { entity: 'message', id: message.id });
  return message;
}

/** A person decides that this e-mail goes (again); it is gated once more when it does. */
export async function resendMessage(fact: Fact, messageId: string): Promise<Message> {
  const { message, referral } = await lock(fact, messageId);
  if (!MAY_BE_RESENT.has(message.status))
    throw conflict(`This e-mail is ${message.status}; it cannot be sent again.`);
  if (referral?.status === 'sent' || referral?.status === 'done_by_hand')
    throw conflict('This referral has been thanked for already.');
  if (referral?.status === 'not_permitted')
    throw conflict('Nobody has said that we may thank for this referral.');
  await releaseRider(fact, message);
  if (mayHaveGone(message)) await leaveBehind(fact, message);
  message.status = 'queued';
  message.why = null;
  message.resent = false;
  message.nextTryAt = null;
  message.updatedAt = fact.now;
  if (message.purpose === 'thanks' && referral) await openAcknowledgement(fact, referral.id, fact.now);
  if (message.purpose === 'thanks' || message.purpose === 'carrier') message.askedBy = fact.actor.staffId;
  if (message.purpose === 'carrier') message.dueAt = fact.now;
  await lookAgain(fact, message, referral);
  audit(fact, 'resend', { entity: 'message', id: message.id });
  return message;
}

async function letGoOf(fact: Fact, referral: Referral): Promise<void> {
  if (referral.status !== 'due' && referral.status !== 'needs_person') return;
  await closeAcknowledgement(fact, referral, { status: 'let_go' });
  noteEvent(fact, referral, 'let_go', 'cancelled');
  await reopenPromise(fact, referral);
}

/** A prompt that may have gone with this e-mail counts, whatever a person decides afterwards (§5a.5). */
async function releaseRider(fact: Fact, message: Message): Promise<void> {
  const milestone = mayHaveGone(message) ? null : await rider(fact, message);
  if (milestone) await release(fact, milestone);
  await closeTaskAbout(fact, message);
}

/** Its delivery is known, or not known; before it leaves, and where it certainly did not, there is none. */
function mayHaveGone({ delivery }: Message): boolean {
  return Boolean(delivery);
}

/** Where it may have gone it does not go again with the same note: one prompt a milestone (§2.5). */
async function leaveBehind(fact: Fact, message: Message): Promise<void> {
  const milestone = await rider(fact, message);
  if (milestone) milestone.carriedBy = null;
}

/** Whoever carries this e-mail looks at it again. */
async function lookAgain(fact: Fact, message: Message, referral: Referral | null): Promise<void> {
  if (referral) return reopenPromise(fact, referral);
  if (message.purpose === 'carrier' && message.client) return wakeJourney(fact, message.client.id);
  if (message.purpose === 'refer_out' && message.referOut)
    return openPromise(fact, 'referOut', message.referOut.id);
  return promiseDelivery(fact, message.id);
}

async function lock(fact: Fact, messageId: string): Promise<{ message: Message; referral: Referral | null }> {
  const locked = await lockMessageById(fact, messageId);
  if (!locked) throw notFound('message');
  return locked;
}
