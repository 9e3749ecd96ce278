import { randomUUID } from 'node:crypto';
import type { Store } from './store/store.ts';

type EventPayload = { RecordType: string; MessageID: string | null };

/** Puts payloads in the queue of webhooks, in the caller's transaction, and tells their trace ids. */
export type Announce = (payloads: readonly EventPayload[], at: number) => string[];

const SPACING_MS = 50;
const SECOND_COPY_MS = 1_500;

/** In order, once each; or, with the switch on, the last first and all of them again a while later, after newer ones. */
export function announcer(store: Store): Announce {
  return (payloads, at) => {
    const hooks = payloads.map((payload) => ({ payload, traceId: randomUUID() }));
    const isTwice = store.settings.isFiringTwice();
    const order = isTwice ? [...hooks.toReversed(), ...hooks] : hooks;
    for (const [index, { payload, traceId }] of order.entries()) {
      store.hooks.add({
        kind: 'events',
        traceId,
        messageId: payload.MessageID,
        recordType: payload.RecordType,
        body: payload,
        dueAt: at + index * SPACING_MS + (index < hooks.length ? 0 : SECOND_COPY_MS),
      });
    }
    return hooks.map(({ traceId }) => traceId);
  };
}
