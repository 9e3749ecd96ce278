import type { WebhookEventName } from '../policy/webhooks/webhook-events.ts';
import type { Tx } from './transaction.ts';

/** Tells other programs of the practice, where one listens: ids and enums only, committed with the fact itself. */
export function announce(tx: Tx, event: WebhookEventName, ids: Readonly<Record<string, string>>): void {
  tx.news.push({ event, ids });
}
