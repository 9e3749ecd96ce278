import { isGrpcServiceError, type Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { applyStoredWebhook, postponeWebhook } from '../facts/mail-outcomes/apply-stored-event.ts';
import type { Database } from '../facts/database.ts';
import { reportDeadLetter } from '../facts/tasks/report-dead-letter.ts';
import type { PendingSignal, WorkflowName } from '../facts/signal.ts';
import { signalWorkflow } from './signal-workflow.ts';

type Parts = {
  database: Database;
  client: Client;
  taskQueue: string;
  log: Logger;
  sweeps: boolean;
  /** Where mail comes in. */
  mailbox: string | null;
};
type SignalRow = {
  id: string;
  practice_id: string;
  workflow: WorkflowName;
  subject_id: string;
  attempts: number;
};
type PromiseRow = { kind: WorkflowName; subject_id: string; practice_id: string };

const TICK_MS = 1_000;
const BATCH = 200;
const AT_ONCE = 16;
/** About an hour of doubling waits. */
const GIVE_UP_AFTER = 14;
/** A promise is overdue by "more than a little" after this long. */
const GRACE_MS = 5_000;

/**
 * Rings what was committed and not yet rung, and every promise that Temporal seems to have forgotten: a terminated run,
 * a restored backup or a lost store heals itself. It also applies webhooks that were stored but not applied.
 */
export class Relay {
  readonly #parts: Parts;
  readonly #rung: string[] = [];
  readonly #ringing = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | null = null;
  #tick: Promise<void> = Promise.resolve();
  #stopping = false;
  #wasAway = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    this.#tick = this.#round().finally(() => this.#schedule());
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#tick;
    await Promise.all(this.#ringing);
    await this.#forget().catch(() => undefined);
  }

  /** Right after a commit: rung at once; what fails here is rung by a later round. */
  readonly sendNow = (signals: readonly PendingSignal[]): void => {
    for (const pending of signals) {
      const ringing = this.#ring(pending).then(
        () => void this.#rung.push(pending.signalId),
        () => undefined,
      );
      this.#ringing.add(ringing);
      void ringing.finally(() => this.#ringing.delete(ringing));
    }
  };

  #schedule(): void {
    if (this.#stopping) return;
    this.#timer = setTimeout(() => this.start(), TICK_MS);
  }

  async #round(): Promise<void> {
    try {
      await this.#forget();
      await this.#ringPending();
      if (this.#parts.sweeps) {
        await this.#ringOverdue();
        await this.#applyWebhooks();
      }
      this.#wasAway = false;
    } catch (error) {
      if (!this.#wasAway)
        this.#parts.log.warn(
          { kind: error instanceof Error ? error.constructor.name : 'unknown' },
          'the relay cannot reach the database or Temporal; it goes on trying',
        );
      this.#wasAway = true;
    }
  }

  /** Signals that were rung are done with. */
  async #forget(): Promise<void> {
    const done = this.#rung.splice(0);
    if (done.length > 0)
      await this.#execute('delete from workflow_signal where id = any(?::uuid[])', [asArray(done)]);
  }

  async #ringPending(): Promise<void> {
    const rows = await this.#execute<SignalRow>(
      `update workflow_signal set due_at = now() + least(600, 5 * 2 ^ attempts) * interval '1 second', attempts = attempts + 1
       where id in (select id from workflow_signal where status = 'pending' and due_at <= now() - interval '2 seconds'
         order by due_at limit ${BATCH} for update skip locked)
       returning id, practice_id, workflow, subject_id, attempts`,
    );
    await inChunks(rows, async (row) => {
      const pending = {
        practiceId: row.practice_id,
        workflow: row.workflow,
        subjectId: row.subject_id,
        signalId: row.id,
      };
      try {
        await this.#ring(pending);
        this.#rung.push(row.id);
      } catch (error) {
        if (isAway(error) || row.attempts < GIVE_UP_AFTER) throw error;
        await reportDeadLetter(this.#parts.database, pending, new Date());
        this.#parts.log.error(
          { workflowId: `${pending.workflow}/${pending.subjectId}` },
          'a doorbell could not be rung; its practice has a task, and the due sweep goes on trying',
        );
      }
    });
    await this.#forget();
  }

  async #ringOverdue(): Promise<void> {
    const rows = await this.#execute<PromiseRow>(
      `update commitment set signaled_at = now(), signal_count = signal_count + 1
       where (kind, subject_id) in (select kind, subject_id from commitment
         where kept_at is null and due_at <= now() - interval '${GRACE_MS} milliseconds'
           and (signaled_at is null or signaled_at <= now() - least(600, 10 * 2 ^ signal_count) * interval '1 second')
         order by due_at limit ${BATCH} for update skip locked)
       returning kind, subject_id, practice_id`,
    );
    const unrung: string[] = [];
    await inChunks(rows, async (row) => {
      await this.#ring({ practiceId: row.practice_id, workflow: row.kind, subjectId: row.subject_id }).catch(
        () => unrung.push(row.subject_id),
      );
    });
    if (unrung.length > 0) {
      await this.#execute(
        'update commitment set signaled_at = null, signal_count = greatest(0, signal_count - 1) where subject_id = any(?::uuid[])',
        [asArray(unrung)],
      );
      throw new TemporalAway();
    }
  }

  async #applyWebhooks(): Promise<void> {
    const rows = await this.#execute<{ id: string }>(
      `update webhook_event set next_try_at = now() + interval '30 seconds'
       where id in (select id from webhook_event where applied_at is null and next_try_at <= now() - interval '2 seconds'
         order by next_try_at limit ${BATCH} for update skip locked) returning id`,
    );
    const { database, mailbox } = this.#parts;
    await inChunks(rows, async ({ id }) => {
      await applyStoredWebhook(database, id, mailbox, new Date()).catch(() =>
        postponeWebhook(database, id, new Date()),
      );
    });
  }

  async #ring(pending: Omit<PendingSignal, 'signalId'>): Promise<void> {
    await signalWorkflow(this.#parts.client, pending, this.#parts.taskQueue);
  }

  async #execute<Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.#parts.database.orm.em.fork().execute<Row[]>(sql, parameters);
  }
}

class TemporalAway extends Error {}

/** Unavailable, out of time or overloaded: the bell itself is not at fault. */
function isAway(error: unknown): boolean {
  return isGrpcServiceError(error) && [4, 8, 14].includes(error.code);
}

async function inChunks<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += AT_ONCE) {
    await Promise.all(items.slice(start, start + AT_ONCE).map(work));
  }
}

function asArray(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}
