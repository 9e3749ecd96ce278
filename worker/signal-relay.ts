import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import {
  OVERDUE_COMMITMENTS,
  releaseCommitment,
  type OverdueCommitment,
} from '../facts/commitments/overdue-commitments.ts';
import type { Database } from '../facts/database.ts';
import {
  deleteSentSignals,
  PENDING_SIGNALS,
  releaseSignal,
  type LeasedSignal,
} from '../facts/pending-signals.ts';
import type { PendingSignal } from '../facts/signal.ts';
import { reportDeadLetter } from '../facts/tasks/report-dead-letter.ts';
import { LeasedQueue } from './leased-queue.ts';
import { Outage } from './outage.ts';
import { PollingLoop } from './polling-loop.ts';
import { signalWorkflow } from './signal-workflow.ts';
import { postedForms, storedEvents } from './stored-queues.ts';

type Parts = {
  database: Database;
  client: Client;
  taskQueue: string;
  log: Logger;
  /** Whether overdue commitments, stored events and posted forms are worked off here as well. */
  sweeps: boolean;
  /** The address at which mail comes in. */
  mailbox: string | null;
};

/** Signals and commitments: four times a practice's share, leased by half shares. */
const SIGNALS_AT_ONCE = { atOnce: 32, batch: 4 };
const SENT_NOW_AT_ONCE = 256;
/** About an hour of doubling waits. */
const GIVE_UP_AFTER = 14;

/**
 * Sends each committed signal to its workflow at least once, signals overdue commitments, so that a terminated run or a
 * lost Temporal store heals itself, and applies provider events and public forms that were kept but not worked off.
 */
export class SignalRelay {
  readonly #parts: Parts;
  readonly #outage: Outage;
  readonly #loop: PollingLoop;
  readonly #sent: string[] = [];
  readonly #sending = new Set<Promise<void>>();

  constructor(parts: Parts) {
    const { database, log, sweeps } = parts;
    this.#parts = parts;
    this.#outage = new Outage('signal relay', log);
    this.#loop = new PollingLoop({
      database,
      log,
      outage: this.#outage,
      queues: [
        this.#pendingSignals(),
        ...(sweeps
          ? [this.#overdueCommitments(), storedEvents(parts, this.#outage), postedForms(parts, this.#outage)]
          : []),
      ],
      chores: [{ name: 'deleting sent signals', everyMs: 0, run: () => this.#deleteSent() }],
    });
  }

  start(): void {
    this.#loop.start();
  }

  /** `others`: who may still commit signals, which are sent too. */
  async stop(others: Promise<unknown> = Promise.resolve()): Promise<void> {
    await this.#loop.stop(async () => {
      await others;
      await Promise.all(this.#sending);
      await this.#deleteSent();
    });
  }

  /** Right after a commit. What fails, or does not begin because too many are under way, is sent from its row. */
  readonly sendNow = (signals: readonly PendingSignal[]): void => {
    for (const signal of signals) {
      if (this.#sending.size >= (this.#outage.has('Temporal') ? 1 : SENT_NOW_AT_ONCE)) return;
      const sending = this.#sendNow(signal).finally(() => this.#sending.delete(sending));
      this.#sending.add(sending);
    }
  };

  async #sendNow(signal: PendingSignal): Promise<void> {
    try {
      await this.#send(signal);
      this.#outage.over('Temporal');
    } catch (error) {
      this.#outage.notice(error, 'signals of a commit', idsOf(signal));
    }
  }

  async #send(signal: PendingSignal): Promise<void> {
    await signalWorkflow(this.#parts.client, signal, this.#parts.taskQueue);
    this.#sent.push(signal.signalId);
  }

  /** In one statement for all that were sent since the last tick. */
  async #deleteSent(): Promise<boolean> {
    const sent = this.#sent.slice();
    if (sent.length > 0) await deleteSentSignals(this.#parts.database, sent);
    this.#sent.splice(0, sent.length);
    return true;
  }

  #pendingSignals(): LeasedQueue<LeasedSignal> {
    const { database } = this.#parts;
    return new LeasedQueue(
      database,
      {
        rows: PENDING_SIGNALS,
        ...SIGNALS_AT_ONCE,
        reaches: 'Temporal',
        work: (signal) => this.#send(signal),
        release: ({ signalId }) => releaseSignal(database, signalId),
        postpone: (signal) => this.#postpone(signal),
        ids: idsOf,
      },
      this.#outage,
    );
  }

  /** The lease is the backoff. */
  async #postpone(signal: LeasedSignal): Promise<void> {
    if (signal.attempts < GIVE_UP_AFTER) return;
    await reportDeadLetter(this.#parts.database, signal, new Date());
    this.#parts.log.error(
      idsOf(signal),
      'Temporal keeps refusing a signal: it is a dead letter now, and its practice has a task',
    );
  }

  /** Never given up: each lease waits longer, ten minutes at most. */
  #overdueCommitments(): LeasedQueue<OverdueCommitment> {
    const { database, client, taskQueue } = this.#parts;
    return new LeasedQueue(
      database,
      {
        rows: OVERDUE_COMMITMENTS,
        ...SIGNALS_AT_ONCE,
        reaches: 'Temporal',
        work: (commitment) => signalWorkflow(client, commitment, taskQueue),
        release: (commitment) => releaseCommitment(database, commitment),
        postpone: () => Promise.resolve(),
        ids: idsOf,
      },
      this.#outage,
    );
  }
}

function idsOf({ workflow, subjectId }: Omit<PendingSignal, 'signalId'>): Record<string, string> {
  return { workflow, subjectId };
}
