import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type NativeConnectionOptions,
  type WorkerOptions,
  type WorkflowBundle,
} from '@temporalio/worker';
import type { Logger } from 'pino';
import { stripErrors } from '../activities/strip-errors.ts';
import type { Activities } from '../activities/index.ts';
import { heartbeat } from './heartbeat.ts';
import { ensureSearchAttributes } from './search-attributes.ts';

export type TemporalTarget = { connectionOptions: NativeConnectionOptions; namespace: string };

const RETRY_MS = 2_000;
const MAX_CACHED_WORKFLOWS = 500;

/** Where Temporal is: a profile or the environment in production, the embedded server's address otherwise. */
export function temporalTarget(embeddedAddress: string | null): TemporalTarget {
  if (embeddedAddress) return { connectionOptions: { address: embeddedAddress }, namespace: 'default' };
  const { connectionOptions, namespace } = loadClientConnectConfig();
  return { connectionOptions, namespace: namespace ?? 'default' };
}

/**
 * A client that connects when it is first used, so that the front desk works while Temporal is away. It does not try
 * again by itself: the relay does, and a retry that comes after the connection was closed would end the process.
 */
export function temporalClient({ connectionOptions, namespace }: TemporalTarget): Client {
  return new Client({ connection: Connection.lazy({ ...connectionOptions, interceptors: [] }), namespace });
}

/** The workflow code, bundled once per process. */
export async function bundleWorkflows(): Promise<WorkflowBundle> {
  const quiet = () => undefined;
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)),
    logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: console.error },
  });
}

export type BundledWorkflows = NonNullable<WorkerOptions['workflowBundle']>;

/**
 * Temporal's own notes become ours, and signals stay ours: the program, not each worker, decides when it stops. Once per
 * process, before any worker.
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
  workflowBundle?: BundledWorkflows;
};

/** A worker that is there whenever Temporal is: it waits for the server, and comes back when the server does. */
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

  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#worker?.getState() === 'RUNNING') this.#worker.shutdown();
    await this.#running;
  }

  async #runUntilStopped(): Promise<void> {
    const workflowBundle = this.#parts.workflowBundle ?? (await bundleWorkflows());
    while (!this.#stopping) {
      try {
        await this.#runOnce(workflowBundle);
      } catch (error) {
        if (this.#stopping) return;
        this.#parts.log.warn(
          { kind: error instanceof Error ? error.constructor.name : 'unknown' },
          'Temporal is away; the worker tries again',
        );
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  async #runOnce(workflowBundle: BundledWorkflows): Promise<void> {
    const { target, taskQueue, activities } = this.#parts;
    const connection = await NativeConnection.connect(target.connectionOptions);
    try {
      await ensureSearchAttributes(connection, target.namespace).catch(() =>
        this.#parts.log.warn(
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
        // After the death of a worker its cached runs are taken over by another one.
        stickyQueueScheduleToStartTimeout: '5 seconds',
        shutdownGraceTime: '25 seconds',
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
