import { Message } from '../entities/message.ts';
import type { Referral } from '../entities/referral.ts';
import { lockMessageById } from './claim-message.ts';
import { closeAcknowledgement } from './close-acknowledgement.ts';
import { audit, type Fact } from './fact.ts';
import { reopenPromise } from './give-permission.ts';
import { noteEvent } from './note-event.ts';
import { openAcknowledgement } from './open-acknowledgement.ts';
import { conflict, notFound } from './refusal.ts';
import { isThanks } from './settle-message.ts';

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

/** A person decides that this e-mail does not go; a thanks is let go with it. */
export async function cancelMessage(fact: Fact, messageId: string): Promise<Message> {
  const { message, referral } = await lock(fact, messageId);
  if (!MAY_BE_CANCELLED.has(message.status))
    throw conflict(`This e-mail is ${message.status}; it can no longer be cancelled.`);
  if (isThanks(message) && referral && (referral.status === 'due' || referral.status === 'needs_person')) {
    await closeAcknowledgement(fact, referral, { status: 'let_go' });
    noteEvent(fact, referral, 'let_go', 'cancelled');
    await reopenPromise(fact, referral);
  }
  message.status = 'cancelled';
  message.why = 'a_person_cancelled';
  message.updatedAt = fact.now;
  audit(fact, 'cancel', { entity: 'message', id: message.id });
  return message;
}

/** A person decides that this e-mail goes (again); it is gated once more when it does. */
export async function resendMessage(fact: Fact, messageId: string): Promise<Message> {
  const { message, referral } = await lock(fact, messageId);
  if (!MAY_BE_RESENT.has(message.status) || !referral)
    throw conflict(`This e-mail is ${message.status}; it cannot be sent again.`);
  if (referral.status === 'sent' || referral.status === 'done_by_hand')
    throw conflict('This referral has been thanked for already.');
  if (referral.status === 'not_permitted')
    throw conflict('Nobody has said that we may thank for this referral.');
  message.status = 'queued';
  message.why = null;
  message.resent = false;
  message.nextTryAt = null;
  message.updatedAt = fact.now;
  if (isThanks(message)) {
    await openAcknowledgement(fact, referral.id, fact.now);
    message.askedBy = fact.actor.staffId;
  }
  await reopenPromise(fact, referral);
  audit(fact, 'resend', { entity: 'message', id: message.id });
  return message;
}

async function lock(fact: Fact, messageId: string): Promise<{ message: Message; referral: Referral | null }> {
  const locked = await lockMessageById(fact, messageId);
  if (!locked) throw notFound('message');
  return locked;
}
