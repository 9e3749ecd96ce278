import type { Logger } from 'pino';
import { Webhook } from '../entities/webhook.ts';
import type { Database } from '../facts/database.ts';
import {
  deleteOldDeliveries,
  DUE_DELIVERIES,
  postponeDelivery,
  type DueDelivery,
} from '../facts/webhooks/due-deliveries.ts';
import { settleDelivery } from '../facts/webhooks/settle-delivery.ts';
import type { AllowedNetwork } from '../policy/webhooks/allowed-network.ts';
import type { DeliveryResult } from '../policy/webhooks/delivery-attempt.ts';
import { LeasedQueue } from './leased-queue.ts';
import { Outage } from './outage.ts';
import { PollingLoop, type Chore } from './polling-loop.ts';
import { postWebhook } from './webhooks/post-webhook.ts';
import { HOUR_MS } from '../policy/calendar/units.ts';

type Parts = { database: Database; allowed: AllowedNetwork; log: Logger };

/** One waiting post costs a socket only, so there are many slots: sixteen practices whose receivers all hang fill them. */
const AT_ONCE = 128;
const BATCH = 2;

/** Delivers webhooks until they arrive or are given up, and deletes old deliveries; any number of processes share the work. */
export class WebhookRelay {
  readonly #parts: Parts;
  readonly #loop: PollingLoop;

  constructor(parts: Parts) {
    const { database, allowed, log } = parts;
    const outage = new Outage('webhook relay', log);
    this.#parts = parts;
    this.#loop = new PollingLoop({
      database,
      outage,
      log,
      queues: allowed === 'nowhere' ? [] : [this.#dueDeliveries(outage)],
      chores: [oldDeliveries(database)],
    });
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  #dueDeliveries(outage: Outage): LeasedQueue<DueDelivery> {
    const { database } = this.#parts;
    return new LeasedQueue(
      database,
      {
        rows: DUE_DELIVERIES,
        atOnce: AT_ONCE,
        batch: BATCH,
        reaches: 'the database',
        work: async (delivery) =>
          settleDelivery(database, delivery, await this.#post(delivery), Math.random()),
        /** It may have been posted already: the lease, which counts as an attempt, runs out by itself. */
        release: () => Promise.resolve(),
        postpone: (delivery) => postponeDelivery(database, delivery),
        ids: ({ id, webhookId }) => ({ deliveryId: id, webhookId }),
      },
      outage,
    );
  }

  async #post(delivery: DueDelivery): Promise<DeliveryResult> {
    const { database, allowed } = this.#parts;
    const em = database.orm.em.fork();
    em.setFilterParams('practice', { id: delivery.practiceId });
    const webhook = await em.findOne(Webhook, { id: delivery.webhookId, active: true });
    if (!webhook) return { fault: 'switched_off' };
    const payload = { ...delivery, happenedAt: new Date(delivery.happenedAtMs) };
    return postWebhook(webhook, payload, { allowed, at: new Date() });
  }
}

function oldDeliveries(database: Database): Chore {
  return {
    name: 'deleting old deliveries',
    everyMs: HOUR_MS,
    run: () => deleteOldDeliveries(database),
  };
}
