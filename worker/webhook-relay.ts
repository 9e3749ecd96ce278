import type { Logger } from 'pino';
import { Webhook } from '../entities/webhook.ts';
import type { Database } from '../facts/database.ts';
import { settleDelivery, type Try } from '../facts/webhooks/settle-delivery.ts';
import { postWebhook } from './webhooks/post-webhook.ts';
import type { Parcel } from '../facts/webhooks/payload.ts';
import type { Reach } from '../policy/webhooks/allowed-network.ts';
import type { Heard } from '../policy/webhooks/delivery-attempt.ts';

type Parts = { database: Database; reach: Reach; log: Logger };
type Row = {
  practice_id: string;
  id: string;
  webhook_id: string;
  event_id: string;
  event: string;
  ids: Parcel['ids'];
  attempts: number;
  happened_at: number;
};

const TICK_MS = 1_000;
const AT_ONCE = 32;
/** So that a receiver which hangs keeps nobody else waiting. */
const AT_ONCE_TO_ONE = 4;
const TIDY_MS = 3_600_000;
const TIDY_AT_ONCE = 5_000;
const KEPT_DAYS = 30;

/** Taken in hand for longer than a try can last; whoever dies with it in hand loses it to the next. */
const TAKE = `
  update webhook_delivery set next_try_at = now() + interval '30 seconds', attempts = attempts + 1
  where (practice_id, id) in (select practice_id, id from webhook_delivery
    where status = 'pending' and next_try_at <= now() and webhook_id <> all(?::uuid[])
    order by next_try_at limit ${AT_ONCE_TO_ONE} for update skip locked)
  returning practice_id, id, webhook_id, event_id, event, payload as ids, attempts,
    (extract(epoch from created_at) * 1000)::float8 as happened_at`;

const TIDY = `
  delete from webhook_delivery where (practice_id, id) in (select practice_id, id from webhook_delivery
    where created_at < now() - interval '${KEPT_DAYS} days' limit ${TIDY_AT_ONCE} for update skip locked)
  returning id`;

/**
 * Carries what was put down for receivers, until it has arrived or is given up; any number of processes share the work.
 * What is older than thirty days is thrown away.
 */
export class Courier {
  readonly #parts: Parts;
  readonly #carrying = new Set<Promise<void>>();
  readonly #underWay = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> = Promise.resolve();
  #stopping = false;
  #wasAway = false;
  #tidiedAt = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    this.#round = this.#go().finally(() => {
      if (!this.#stopping) this.#timer = setTimeout(() => this.start(), TICK_MS);
    });
  }

  /** What is under way is heard out. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#round;
    await Promise.all(this.#carrying);
  }

  async #go(): Promise<void> {
    try {
      await this.#tidy();
      if (this.#parts.reach !== 'nowhere') await this.#carryAllDue();
      this.#wasAway = false;
    } catch (error) {
      if (!this.#wasAway)
        this.#parts.log.warn(
          { kind: kindOf(error) },
          'the courier cannot reach the database; it goes on trying',
        );
      this.#wasAway = true;
    }
  }

  async #carryAllDue(): Promise<void> {
    while (!this.#stopping) {
      if (this.#carrying.size >= AT_ONCE) await Promise.race(this.#carrying);
      const busy = [...this.#underWay].filter(([, count]) => count >= AT_ONCE_TO_ONE).map(([id]) => id);
      const rows = await this.#execute<Row>(TAKE, [`{${busy.join(',')}}`]);
      if (rows.length === 0) return;
      for (const row of rows) this.#carry(row);
    }
  }

  #carry(row: Row): void {
    this.#count(row.webhook_id, 1);
    const carrying = this.#try(row).catch((error: unknown) =>
      this.#parts.log.warn({ kind: kindOf(error) }, 'a delivery could not be settled; it is tried again'),
    );
    this.#carrying.add(carrying);
    void carrying.finally(() => {
      this.#carrying.delete(carrying);
      this.#count(row.webhook_id, -1);
    });
  }

  async #try(row: Row): Promise<void> {
    const tried: Try = {
      practiceId: row.practice_id,
      id: row.id,
      webhookId: row.webhook_id,
      attempts: row.attempts,
    };
    await settleDelivery(this.#parts.database, tried, await this.#post(row), Math.random());
  }

  async #post(row: Row): Promise<Heard> {
    const em = this.#parts.database.orm.em.fork();
    em.setFilterParams('practice', { id: row.practice_id });
    const receiver = await em.findOne(Webhook, { id: row.webhook_id, active: true });
    if (!receiver) return { fault: 'switched_off' };
    const parcel = {
      eventId: row.event_id,
      event: row.event,
      happenedAt: new Date(row.happened_at),
      ids: row.ids,
    };
    return postWebhook(receiver, parcel, { reach: this.#parts.reach, at: new Date() });
  }

  #count(webhookId: string, more: number): void {
    const count = (this.#underWay.get(webhookId) ?? 0) + more;
    if (count > 0) this.#underWay.set(webhookId, count);
    else this.#underWay.delete(webhookId);
  }

  async #tidy(): Promise<void> {
    if (Date.now() - this.#tidiedAt < TIDY_MS) return;
    const gone = await this.#execute(TIDY);
    if (gone.length < TIDY_AT_ONCE) this.#tidiedAt = Date.now();
  }

  async #execute<Found extends object>(sql: string, parameters: unknown[] = []): Promise<Found[]> {
    return this.#parts.database.orm.em.fork().execute<Found[]>(sql, parameters);
  }
}

function kindOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : 'unknown';
}
