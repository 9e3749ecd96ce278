import { prepareDataFolder } from './data-folder.ts';
import { EmbeddedError, reasonOf } from './embedded-error.ts';
import { type Supervisor, openSupervisor } from './supervisor.ts';
import { stopOrphanedProcesses } from './orphaned-processes.ts';
import { lockDataFolder } from './lock.ts';
import { startOutbox } from './outbox-service.ts';
import type { GivenPorts } from './ports.ts';
import { startPostgres } from './postgres/server.ts';
import type { ProcessRecord } from './process-identity.ts';
import { type TemporalSource, temporalSources } from './temporal/find.ts';
import { startTemporal } from './temporal/server.ts';
import { startupError } from './startup-error.ts';

export { EmbeddedError } from './embedded-error.ts';

export type EmbeddedOptions = {
  dataDir: string;
  postgres: boolean;
  temporal: boolean;
  outbox: false | { hookUrl: string; mailbox?: string };
  say: (line: string) => void;
};

/** Settings for tests, and `signal`, which aborts the start. */
export type EmbeddedTuning = {
  postgresFlags?: string[];
  temporalFlags?: string[];
  temporalInMemory?: boolean;
  temporalSources?: TemporalSource[];
  ports?: GivenPorts;
  signal?: AbortSignal;
};

export type Embedded = {
  postgres?: { databaseUrl: string; ownerUrl: string };
  temporal?: { address: string; ui: string };
  outbox?: { url: string; token: string; hooks: { user: string; password: string } };
  readonly processes: ProcessRecord[];
  stop(): Promise<void>;
};

/** Starts the requested services on this machine, first stopping orphans of an earlier run; a failed start stops everything again. */
export async function startEmbedded(
  options: EmbeddedOptions,
  tuning: EmbeddedTuning = {},
): Promise<Embedded> {
  refuseWindows();
  const dataDir = prepareDataFolder(options.dataDir);
  const lock = lockDataFolder(dataDir);
  const supervisor = openSupervisor(dataDir, options.say, lock);
  const giveUp = () => void supervisor.stop();
  tuning.signal?.addEventListener('abort', giveUp, { once: true });
  try {
    tuning.signal?.throwIfAborted();
    await stopOrphanedProcesses(dataDir, supervisor.context.processes, options.say);
    return await startParts(supervisor, options, tuning);
  } catch (error) {
    await supervisor.stop();
    if (tuning.signal?.aborted === true) throw new EmbeddedError('Stopped before everything was ready.');
    throw error instanceof EmbeddedError ? error : startupError('Kindword', reasonOf(error), dataDir);
  } finally {
    tuning.signal?.removeEventListener('abort', giveUp);
  }
}

/** Starts the services concurrently. */
async function startParts(
  supervisor: Supervisor,
  options: EmbeddedOptions,
  tuning: EmbeddedTuning,
): Promise<Embedded> {
  const { context } = supervisor;
  const { ports = {}, temporalSources: sources = temporalSources(context.dataDir) } = tuning;
  const flags = { postgres: tuning.postgresFlags ?? [], temporal: tuning.temporalFlags ?? [] };
  const temporalOptions = {
    sources,
    flags: flags.temporal,
    inMemory: tuning.temporalInMemory ?? false,
    ports,
  };

  const [postgres, temporal, outbox] = await Promise.all([
    options.postgres ? supervisor.supervise(startPostgres(context, { flags: flags.postgres, ports })) : null,
    options.temporal ? supervisor.supervise(startTemporal(context, temporalOptions)) : null,
    options.outbox === false
      ? null
      : supervisor.supervise(startOutbox(context, { ...options.outbox, ports })),
  ]);
  return {
    ...(postgres && { postgres: { databaseUrl: postgres.databaseUrl, ownerUrl: postgres.ownerUrl } }),
    ...(temporal && { temporal: { address: temporal.address, ui: temporal.ui } }),
    ...(outbox && { outbox: { url: outbox.url, token: outbox.token, hooks: outbox.hooks } }),
    get processes() {
      return context.processes.all();
    },
    stop: () => supervisor.stop(),
  };
}

function refuseWindows(): void {
  if (process.platform !== 'win32') return;
  throw new EmbeddedError(
    'The embedded parts run on Linux and macOS. On Windows start Kindword inside WSL, or set DATABASE_URL and TEMPORAL_ADDRESS.',
  );
}
