import type { Database } from '../facts/database.ts';
import { leaseDue, type Excluded, type LeasedTable } from '../facts/lease.ts';
import type { Dependency, Outage } from './outage.ts';

export type QueueDefinition<Row> = {
  rows: LeasedTable<Row>;
  /** How many rows are worked on at once. */
  atOnce: number;
  /** How many rows one statement leases; at most the smallest share. */
  batch: number;
  /** What `work` depends on: while it is away, one batch a tick finds out when it is back. */
  reaches: Dependency;
  work: (row: Row) => Promise<void>;
  /** A dependency was away: ends the lease without counting the attempt. */
  release: (row: Row) => Promise<void>;
  /** The row, or our code, is at fault: backs it off, or gives it up. */
  postpone: (row: Row) => Promise<void>;
  /** Ids of the row, for the log. */
  ids: (row: Row) => Readonly<Record<string, string>>;
};

/**
 * Works off the due rows of one table, oldest first, at most `atOnce` at once and never more of one practice (or
 * subscriber) than its share: a slow or hanging one leaves the other slots free.
 */
export class LeasedQueue<Row extends object> {
  readonly rows: LeasedTable<Row>;
  readonly #database: Database;
  readonly #definition: QueueDefinition<Row>;
  readonly #outage: Outage;
  readonly #inHand = new Set<Promise<void>>();
  readonly #counts = new Map<string, number>();
  #draining: Promise<void> = Promise.resolve();
  #isDraining = false;
  #drainAgain = false;
  #isHeldBack = false;
  #stopping = false;

  constructor(database: Database, definition: QueueDefinition<Row>, outage: Outage) {
    this.#database = database;
    this.#definition = definition;
    this.#outage = outage;
    this.rows = definition.rows;
  }

  /** Starts what is due; called while it is at it already, it looks once more at the end. */
  drain(): void {
    this.#drainAgain = true;
    if (!this.#isDraining) this.#draining = this.#drain();
  }

  /** Leases nothing more, and settles when the rows in hand have. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#draining;
    await Promise.all(this.#inHand);
  }

  async #drain(): Promise<void> {
    this.#isDraining = true;
    try {
      while (this.#drainAgain && !this.#stopping) {
        this.#drainAgain = false;
        if (await this.#leaseBatch()) this.#drainAgain = true;
      }
    } catch (error) {
      this.#outage.notice(error, `leasing ${this.rows.name}`);
    } finally {
      this.#isDraining = false;
    }
  }

  /** Answers whether more may be due. */
  async #leaseBatch(): Promise<boolean> {
    const { atOnce, batch } = this.#definition;
    const free = atOnce - this.#inHand.size;
    const excluded = this.#excluded();
    this.#isHeldBack = free < 1 || excluded.length > 0;
    if (free < 1) return false;
    const leased = await leaseDue(this.#database, this.rows, { limit: Math.min(free, batch), excluded });
    for (const row of leased) this.#start(row);
    return leased.length > 0 && !this.#isAway;
  }

  /** Values that the next batch could take beyond their share. */
  #excluded(): Excluded[] {
    return this.rows.shares.flatMap(({ column, most }) => {
      const prefix = `${column} `;
      const values = [...this.#counts]
        .filter(([name, count]) => name.startsWith(prefix) && count + this.#definition.batch > most)
        .map(([name]) => name.slice(prefix.length));
      return values.length > 0 ? [{ column, values }] : [];
    });
  }

  #start(row: Row): void {
    this.#count(row, 1);
    const work = this.#work(row).finally(() => {
      this.#inHand.delete(work);
      this.#count(row, -1);
      if (this.#isHeldBack && !this.#isAway) this.drain();
    });
    this.#inHand.add(work);
  }

  async #work(row: Row): Promise<void> {
    try {
      await this.#definition.work(row);
      this.#outage.over(this.#definition.reaches);
    } catch (error) {
      await this.#endLease(row, error);
    }
  }

  /** Where this fails too, the lease runs out by itself. */
  async #endLease(row: Row, error: unknown): Promise<void> {
    const { release, postpone, ids } = this.#definition;
    const isAway = this.#outage.notice(error, this.rows.name, ids(row));
    try {
      await (isAway ? release(row) : postpone(row));
    } catch (failure) {
      this.#outage.notice(failure, `ending a lease of ${this.rows.name}`, ids(row));
    }
  }

  #count(row: Row, change: number): void {
    for (const { column, of } of this.rows.shares) {
      const name = `${column} ${of(row)}`;
      const count = (this.#counts.get(name) ?? 0) + change;
      if (count > 0) this.#counts.set(name, count);
      else this.#counts.delete(name);
    }
  }

  get #isAway(): boolean {
    return this.#outage.has(this.#definition.reaches);
  }
}
