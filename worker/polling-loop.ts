import type { Logger } from 'pino';
import type { Database } from '../facts/database.ts';
import { whichAreDue, type LeasedTable } from '../facts/lease.ts';
import { endsWithin } from './ends-within.ts';
import type { Outage } from './outage.ts';

type Queue = {
  readonly rows: Pick<LeasedTable<never>, 'table' | 'due'>;
  drain(): void;
  stop(): Promise<void>;
};
/** Work without rows of its own; `run` answers whether nothing of it is left. */
export type Chore = { name: string; everyMs: number; run(): Promise<boolean> };
type Parts = {
  database: Database;
  queues: readonly Queue[];
  chores: readonly Chore[];
  outage: Outage;
  log: Logger;
};

const TICK_MS = 1_000;
/** Longer than any single call of the relays may take (10 s); what is in hand then stays leased and is due again later. */
const STOPS_WITHIN_MS = 12_000;

/**
 * Asks once a second which queues have due rows and starts them. A tick waits for no row, so that a queue whose slots are
 * all taken holds up no other.
 */
export class PollingLoop {
  readonly #parts: Parts;
  readonly #doneAt = new Map<Chore, number>();
  #timer: NodeJS.Timeout | null = null;
  #tick: Promise<void> = Promise.resolve();
  #stopping = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    this.#tick = this.#poll().finally(() => {
      if (!this.#stopping) this.#timer = setTimeout(() => this.start(), TICK_MS);
    });
  }

  /** Settles when the work in hand has, then `last`, and within `STOPS_WITHIN_MS` whatever hangs. */
  async stop(last: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    this.#stopping = true;
    if (this.#timer) clearTimeout(this.#timer);
    if (!(await endsWithin(STOPS_WITHIN_MS, this.#finish(last))))
      this.#parts.log.warn('work in hand hangs while stopping; its leases run out by themselves');
  }

  async #finish(last: () => Promise<void>): Promise<void> {
    await this.#tick;
    await Promise.all(this.#parts.queues.map((queue) => queue.stop()));
    await this.#guarded('the last work', last);
  }

  async #poll(): Promise<void> {
    for (const chore of this.#parts.chores) await this.#guarded(chore.name, () => this.#runChore(chore));
    const { database, queues, outage } = this.#parts;
    try {
      const due = await whichAreDue(
        database,
        queues.map(({ rows }) => rows),
      );
      outage.over('the database');
      for (const queue of queues.filter((_queue, index) => due[index])) queue.drain();
    } catch (error) {
      const isAway = outage.notice(error, 'polling');
      if (!isAway) for (const queue of queues) queue.drain();
    }
  }

  async #runChore(chore: Chore): Promise<void> {
    if (Date.now() - (this.#doneAt.get(chore) ?? 0) < chore.everyMs) return;
    if (await chore.run()) this.#doneAt.set(chore, Date.now());
  }

  async #guarded(place: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#parts.outage.notice(error, place);
    }
  }
}
