import { BOUNCE_TYPES, type BounceType } from './bounce-types.ts';
import { plusTags } from './faults.ts';
import { bouncePayload, deliveryPayload, suppressedPayload } from './payloads.ts';
import type { Announce } from './announce.ts';
import type { StoredMail } from './store/mails.ts';
import type { Outcome } from './store/outcomes.ts';
import type { Store } from './store/store.ts';
import type { Suppression } from './store/suppressions.ts';

/** What a plus-address can wish to happen to a mail after it was accepted. */
export const FATES: Record<string, { outcomes: readonly Outcome[]; says: string }> = {
  bounce: { outcomes: ['hard-bounce'], says: 'comes back for good; the address becomes suppressed' },
  'soft-bounce': { outcomes: ['soft-bounce'], says: 'comes back this time; the address stays in use' },
  complaint: { outcomes: ['delivered', 'complaint'], says: 'is delivered, then reported as spam' },
};

type Happening = { stored: StoredMail; recipient: string; at: number };

/** What will happen to a mail at this address; most mails are simply delivered. */
export function outcomesFor(email: string): readonly Outcome[] {
  const wish = plusTags(email).find((tag) => Object.hasOwn(FATES, tag));
  return FATES[wish ?? '']?.outcomes ?? ['delivered'];
}

/** Lets an outcome happen: remembers it and announces it, in the caller's transaction. */
export function happen(store: Store, announce: Announce, outcome: Outcome, happening: Happening): string[] {
  const { stored, recipient, at } = happening;
  store.mails.markSent(stored.id);
  if (outcome === 'delivered') {
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
    return announce([deliveryPayload(stored, happening)], at);
  }
  if (outcome === 'soft-bounce') return announce([bounced(store, 'SoftBounce', happening)], at);
  if (outcome === 'unsubscribe') return announce([suppressed(store, 'ManualSuppression', happening)], at);
  const type = outcome === 'hard-bounce' ? 'HardBounce' : 'SpamComplaint';
  return announce([bounced(store, type, happening), suppressed(store, type, happening)], at);
}

function bounced(store: Store, type: BounceType, { stored, recipient, at }: Happening) {
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

function suppressed(store: Store, reason: Suppression['reason'], { stored, recipient, at }: Happening) {
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
