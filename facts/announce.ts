import type { WebhookEventName } from '../policy/webhooks/webhook-events.ts';
import type { Fact } from './transaction.ts';

/** Tells other programs of the practice, where one listens: ids and enums only, committed with the fact itself. */
export function announce(fact: Fact, event: WebhookEventName, ids: Readonly<Record<string, string>>): void {
  fact.news.push({ event, ids });
}
