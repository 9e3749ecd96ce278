import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import {
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type NativeConnectionOptions,
  type WorkerOptions,
} from '@temporalio/worker';
import type { Logger } from 'pino';
import { stripErrors } from '../activities/strip-errors.ts';
import { describeError } from '../facts/error-kind.ts';
import type { Activities } from '../activities/index.ts';
import { endsWithin } from './ends-within.ts';
import { heartbeat } from './heartbeat.ts';
import { ensureSearchAttributes } from './search-attributes.ts';

export type TemporalTarget = { connectionOptions: NativeConnectionOptions; namespace: string };

const RETRY_MS = 2_000;
/** Longer than the worker's own force time. */
const STOPS_WITHIN_MS = 13_000;
const MAX_CACHED_WORKFLOWS = 500;
/**
 * A little more than the database pool has connections (20): more would only wait for one, and each activity in progress
 * when a worker is killed waits for its heartbeat timeout.
 */
const MAX_ACTIVITIES = 30;
/** How long a task waits for the worker that has the run cached, and that may be dead, before any worker takes it. */
const STICKY_TIMEOUT = '3 seconds';

/** The embedded server's address, or in production a Temporal profile or the environment. */
export function temporalTarget(embeddedAddress: string | null): TemporalTarget {
  if (embeddedAddress) return { connectionOptions: { address: embeddedAddress }, namespace: 'default' };
  const { connectionOptions, namespace } = loadClientConnectConfig();
  return { connectionOptions, namespace: namespace ?? 'default' };
}

/**
 * A client that connects lazily, so that the API works while Temporal is away. Its retry interceptor is removed: the
 * relay retries, and the SDK's retry of a call after `close` throws outside every promise and would end the process.
 */
export function temporalClient({ connectionOptions, namespace }: TemporalTarget): Client {
  return new Client({ connection: Connection.lazy({ ...connectionOptions, interceptors: [] }), namespace });
}

export type BundledWorkflows = NonNullable<WorkerOptions['workflowBundle']>;

/**
 * Sends the SDK's log to ours and keeps it from handling SIGINT and SIGTERM, which would shut down each worker at once.
 * Once per process, before any worker.
 */
export function logTemporalTo(log: Logger): void {
  const write = ({ level, message }: { level: string; message: string }): void =>
    level === 'ERROR' ? log.error(message) : log.warn(message);
  Runtime.install({ logger: new DefaultLogger('WARN', write), shutdownSignals: [] });
}

type WorkerParts = {
  target: TemporalTarget;
  taskQueue: string;
  activities: Activities;
  log: Logger;
  workflowBundle: BundledWorkflows;
};

/** A worker that waits for the server to be reachable and is created anew after a lost connection. */
export class PatientWorker {
  readonly #parts: WorkerParts;
  #worker: Worker | null = null;
  #stopping = false;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: WorkerParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = this.#runUntilStopped();
  }

  get isPolling(): boolean {
    return this.#worker?.getState() === 'RUNNING';
  }

  /** Finishes work in hand, and settles within `STOPS_WITHIN_MS` also while Temporal answers nothing. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#worker?.getState() === 'RUNNING') this.#worker.shutdown();
    const stopped = await endsWithin(STOPS_WITHIN_MS, this.#running);
    if (!stopped) this.#parts.log.warn('the worker hangs while stopping; what it had in hand is done again');
  }

  async #runUntilStopped(): Promise<void> {
    while (!this.#stopping) {
      try {
        await this.#runOnce();
      } catch (error) {
        if (this.#stopping) return;
        this.#parts.log.warn(describeError(error), 'Temporal is away; the worker tries again');
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  async #runOnce(): Promise<void> {
    const { target, taskQueue, activities, workflowBundle } = this.#parts;
    const connection = await NativeConnection.connect(target.connectionOptions);
    try {
      await ensureSearchAttributes(connection, target.namespace).catch((error: unknown) =>
        this.#parts.log.warn(
          describeError(error),
          'The search attributes Practice, Kind, Stage and Attention could not be looked up or added; where the server does not know them yet, add them by hand (docs/operations.md).',
        ),
      );
      if (this.#stopping) return;
      this.#worker = await Worker.create({
        connection,
        namespace: target.namespace,
        taskQueue,
        workflowBundle,
        activities,
        interceptors: { activity: [heartbeat, () => ({ inbound: stripErrors })] },
        maxCachedWorkflows: MAX_CACHED_WORKFLOWS,
        maxConcurrentActivityTaskExecutions: MAX_ACTIVITIES,
        stickyQueueScheduleToStartTimeout: STICKY_TIMEOUT,
        shutdownGraceTime: '10 seconds',
        shutdownForceTime: '12 seconds',
      });
      const run = this.#worker.run();
      if (this.#stopping) this.#worker.shutdown();
      await run;
    } finally {
      this.#worker = null;
      await connection.close();
    }
  }
}
