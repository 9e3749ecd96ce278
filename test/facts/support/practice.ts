import { Practice } from '../../../entities/practice.ts';
import { Commitment } from '../../../entities/commitment.ts';
import { Keyring, useKeyring } from '../../../entities/crypto/keyring.ts';
import { openOrm } from '../../../entities/orm.ts';
import type { Database } from '../../../facts/database.ts';
import { inTransaction, type Tx } from '../../../facts/transaction.ts';
import { createPractice } from '../../../facts/practice/create-practice.ts';
import { createClient } from '../../../facts/clients/save-client.ts';
import type { PendingSignal } from '../../../facts/signal.ts';
import { cloneDatabase } from '../../support/parts.ts';

export const NOON = new Date('2026-07-01T12:00:00Z');
export const LONDON = 'Europe/London';
const DAY_MS = 86_400_000;

/** A database of one's own with one practice in it, whose clock stands where a test puts it; nothing else runs. */
export class QuietPractice {
  readonly practiceId: string;
  readonly staffId: string;
  /** Whoever was rung for since it was emptied. */
  readonly rung: string[] = [];
  readonly #database: Database;

  private constructor(database: Database, ids: { practiceId: string; staffId: string }) {
    this.#database = { orm: database.orm, onSignals: (signals) => this.rung.push(...signals.map(subjectOf)) };
    this.practiceId = ids.practiceId;
    this.staffId = ids.staffId;
  }

  static async open(name: string): Promise<QuietPractice> {
    useKeyring(new Keyring(`1:${Buffer.alloc(32, 1).toString('base64')}`));
    const { databaseUrl } = await cloneDatabase(name);
    const database = { orm: await openOrm(databaseUrl), onSignals: () => undefined };
    const owner = { ownerEmail: 'olu@practice.example', ownerName: 'Olu', locale: 'en-GB', currency: 'GBP' };
    const founded = await createPractice(database, { name: 'Willow', timezone: LONDON, ...owner }, NOON);
    return new QuietPractice(database, founded);
  }

  async close(): Promise<void> {
    await this.#database.orm.close(true);
  }

  at<T>(now: Date, work: (tx: Tx) => Promise<T>): Promise<T> {
    const { practiceId, staffId } = this;
    return inTransaction(this.#database, { practiceId, actor: { kind: 'staff', staffId }, now }, work);
  }

  atNoon<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.at(NOON, work);
  }

  async client(): Promise<string> {
    return this.atNoon(async (tx) => (await createClient(tx, { firstName: 'Robin', externalRef: null })).id);
  }

  /** Whom this fact rings for. */
  async rungBy(work: (tx: Tx) => Promise<unknown>, now = NOON): Promise<string[]> {
    this.rung.length = 0;
    await this.at(now, work);
    return [...this.rung];
  }

  /** Nothing is pending for this client any more. */
  async comesToRest(clientId: string): Promise<void> {
    await this.atNoon((tx) =>
      tx.em.nativeUpdate(Commitment, { kind: 'clientJourney', subjectId: clientId }, { keptAt: NOON }),
    );
  }

  practice(): Promise<Practice> {
    return this.atNoon((tx) => tx.em.findOneOrFail(Practice, this.practiceId));
  }
}

export function daysBefore(days: number, from = NOON): Date {
  return new Date(from.getTime() - days * DAY_MS);
}

function subjectOf({ subjectId }: PendingSignal): string {
  return subjectId;
}
