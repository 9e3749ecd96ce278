import { prepareDataFolder } from './data-folder.ts';
import { EmbeddedError, reasonOf } from './embedded-error.ts';
import { type Household, openHousehold } from './supervisor.ts';
import { stopLeftovers } from './orphaned-processes.ts';
import { lockDataFolder } from './lock.ts';
import { startOutbox } from './outbox-service.ts';
import type { GivenPorts } from './ports.ts';
import { startPostgres } from './postgres/server.ts';
import type { ProcessRecord } from './process-identity.ts';
import { type TemporalSource, temporalSources } from './temporal/find.ts';
import { startTemporal } from './temporal/server.ts';
import { explainTrouble } from './startup-errors.ts';

export { EmbeddedError } from './embedded-error.ts';

export type EmbeddedWish = {
  dataDir: string;
  postgres: boolean;
  temporal: boolean;
  outbox: false | { hookUrl: string };
  say: (line: string) => void;
};

/** What only tests, and whoever wants to give up before everything is up (`signal`), ask for. */
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

/** Starts the parts that are wished for on this machine, heals what an earlier run left, and stops all it started. */
export async function startEmbedded(wish: EmbeddedWish, tuning: EmbeddedTuning = {}): Promise<Embedded> {
  refuseWindows();
  const dataDir = prepareDataFolder(wish.dataDir);
  const lock = lockDataFolder(dataDir);
  const household = openHousehold(dataDir, wish.say, lock);
  const giveUp = () => void household.stop();
  tuning.signal?.addEventListener('abort', giveUp, { once: true });
  try {
    tuning.signal?.throwIfAborted();
    await stopLeftovers(dataDir, household.home.ledger, wish.say);
    return await startParts(household, wish, tuning);
  } catch (error) {
    await household.stop();
    if (tuning.signal?.aborted === true) throw new EmbeddedError('Stopped before everything was ready.');
    throw error instanceof EmbeddedError ? error : explainTrouble('Kindword', reasonOf(error), dataDir);
  } finally {
    tuning.signal?.removeEventListener('abort', giveUp);
  }
}

/** Side by side: the slowest part decides how long a start takes. */
async function startParts(
  household: Household,
  wish: EmbeddedWish,
  tuning: EmbeddedTuning,
): Promise<Embedded> {
  const { home } = household;
  const { ports = {}, temporalSources: sources = temporalSources(home.dataDir) } = tuning;
  const flags = { postgres: tuning.postgresFlags ?? [], temporal: tuning.temporalFlags ?? [] };
  const temporalWish = { sources, flags: flags.temporal, inMemory: tuning.temporalInMemory ?? false, ports };

  const [postgres, temporal, outbox] = await Promise.all([
    wish.postgres ? household.adopt(startPostgres(home, { flags: flags.postgres, ports })) : null,
    wish.temporal ? household.adopt(startTemporal(home, temporalWish)) : null,
    wish.outbox === false ? null : household.adopt(startOutbox(home, { ...wish.outbox, ports })),
  ]);
  return {
    ...(postgres && { postgres: { databaseUrl: postgres.databaseUrl, ownerUrl: postgres.ownerUrl } }),
    ...(temporal && { temporal: { address: temporal.address, ui: temporal.ui } }),
    ...(outbox && { outbox: { url: outbox.url, token: outbox.token, hooks: outbox.hooks } }),
    get processes() {
      return home.ledger.all();
    },
    stop: () => household.stop(),
  };
}

function refuseWindows(): void {
  if (process.platform !== 'win32') return;
  throw new EmbeddedError(
    'The embedded parts run on Linux and macOS. On Windows start Kindword inside WSL, or set DATABASE_URL and TEMPORAL_ADDRESS.',
  );
}
