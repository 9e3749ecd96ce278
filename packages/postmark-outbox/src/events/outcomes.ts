import type { StoredMail } from '../store/mails.ts';
import type { Outcome } from '../store/outcomes.ts';
import type { Store } from '../store/store.ts';
import type { Suppression } from '../store/suppressions.ts';
import { BOUNCE_TYPES, type BounceType } from './bounce-types.ts';
import type { EnqueueEvents } from './event-queue.ts';
import { bouncePayload, deliveryPayload, suppressedPayload } from './payloads.ts';

type Occurrence = { stored: StoredMail; recipient: string; at: number };

/** Records the outcome of a mail and enqueues its webhooks, in the caller's transaction; answers with their trace ids. */
export function applyOutcome(
  store: Store,
  enqueue: EnqueueEvents,
  outcome: Outcome,
  occurrence: Occurrence,
): string[] {
  const { stored, at } = occurrence;
  store.mails.markSent(stored.id);
  switch (outcome) {
    case 'delivered':
      return enqueue([delivered(store, occurrence)], at);
    case 'soft-bounce':
      return enqueue([bounced(store, 'SoftBounce', occurrence)], at);
    case 'unsubscribe':
      return enqueue([suppressed(store, 'ManualSuppression', occurrence)], at);
    case 'hard-bounce':
    case 'complaint': {
      const type = outcome === 'hard-bounce' ? 'HardBounce' : 'SpamComplaint';
      return enqueue([bounced(store, type, occurrence), suppressed(store, type, occurrence)], at);
    }
  }
}

function delivered(store: Store, occurrence: Occurrence) {
  const { stored, recipient, at } = occurrence;
  store.events.add(stored.id, {
    recipient,
    at,
    type: 'Delivered',
    details: {
      DeliveryMessage: 'smtp;250 2.0.0 OK (outbox)',
      DestinationServer: 'outbox',
      DestinationIP: '127.0.0.1',
    },
  });
  return deliveryPayload(stored, occurrence);
}

function bounced(store: Store, type: BounceType, { stored, recipient, at }: Occurrence) {
  const { mail, id } = stored;
  const { isInactive, details } = BOUNCE_TYPES[type];
  const bounce = store.bounces.add({
    mailId: id,
    type,
    email: recipient,
    isInactive,
    details,
    at,
    stream: mail.MessageStream,
    tag: mail.Tag,
    fromEmail: mail.Sender.Email,
    subject: mail.Subject,
  });
  store.events.add(id, {
    recipient,
    at,
    type: 'Bounced',
    details: { Summary: details, BounceID: String(bounce.id) },
  });
  return bouncePayload(stored, bounce);
}

function suppressed(store: Store, reason: Suppression['reason'], { stored, recipient, at }: Occurrence) {
  const suppression: Suppression = {
    stream: stored.mail.MessageStream,
    email: recipient,
    reason,
    origin: 'Recipient',
    createdAt: at,
  };
  store.suppressions.add(suppression);
  store.events.add(stored.id, {
    recipient,
    at,
    type: 'SubscriptionChanged',
    details: { Origin: 'Recipient', SuppressSending: 'True' },
  });
  return suppressedPayload(stored, suppression);
}
