import type { InboundMail } from '../mail/inbound-mail.ts';
import type { Store } from '../store/store.ts';

type EventPayload = { RecordType: string; MessageID: string | null };

/** Enqueues the webhooks of events, in the caller's transaction; answers with a trace id for each. */
export type EnqueueEvents = (payloads: readonly EventPayload[], at: number) => string[];

const SPACING_MS = 50;
const SECOND_COPY_MS = 1_500;

/**
 * Once each and in order; with duplicates switched on the last event comes first, and all of them come again after
 * newer ones. Without a receiver nothing is enqueued.
 */
export function eventQueue(store: Store, hasReceiver: boolean): EnqueueEvents {
  return (payloads, at) => {
    const events = payloads.map((payload) => ({ payload, traceId: crypto.randomUUID() }));
    const order = store.settings.duplicatesWebhooks() ? [...events.toReversed(), ...events] : events;
    for (const [index, { payload, traceId }] of hasReceiver ? order.entries() : []) {
      store.webhooks.add({
        kind: 'events',
        traceId,
        messageId: payload.MessageID,
        recordType: payload.RecordType,
        body: payload,
        dueAt: at + index * SPACING_MS + (index < events.length ? 0 : SECOND_COPY_MS),
      });
    }
    return events.map(({ traceId }) => traceId);
  };
}

/** Stores an inbound mail together with its webhook. */
export function enqueueInbound(
  store: Store,
  mail: InboundMail,
  { at, hasReceiver }: { at: number; hasReceiver: boolean },
): void {
  store.database.transaction(() => {
    store.inbound.add(mail, at);
    if (!hasReceiver) return;
    store.webhooks.add({
      kind: 'inbound',
      traceId: crypto.randomUUID(),
      messageId: mail.MessageID,
      recordType: 'Inbound',
      body: mail,
      dueAt: at,
    });
  });
}
