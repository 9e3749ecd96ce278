import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { savedCredentials } from '../credentials.ts';
import { reasonOf } from '../embedded-error.ts';
import { smallEnvironment } from '../environment.ts';
import { type Home, type Part, startPart } from '../service.ts';
import { onFreePorts } from '../free-ports.ts';
import type { GivenPorts } from '../ports.ts';
import { databaseAccount } from './account.ts';
import { postgresBinaries } from './binaries.ts';
import { type Cluster, clusterFolder, ensureCluster } from './cluster.ts';
import { clearPostmasterFile, isReady } from './postmaster-file.ts';
import { postgresArguments } from './settings.ts';

export type PostgresWish = { flags: string[]; ports: GivenPorts };
export type Postgres = { part: Part; databaseUrl: string; ownerUrl: string };

const LINGER_MS = 10_000;

/** A real PostgreSQL in the data folder, with a role that owns the tables and a role that only uses them. */
export async function startPostgres(home: Home, wish: PostgresWish): Promise<Postgres> {
  const binaries = postgresBinaries();
  const runAs = databaseAccount(join(home.dataDir, 'postgres'), binaries);
  const cluster: Cluster = { home, binaries, runAs, isForTests: wish.flags.includes('fsync=off') };
  const folder = clusterFolder(home.dataDir);
  const kept = savedCredentials(home.dataDir);

  await clearPostmasterFile(folder);
  await afterLingerers(() => ensureCluster(cluster, kept));
  const { part, ports } = await onFreePorts(home, ['postgres'], wish.ports, ({ postgres: port }) =>
    afterLingerers(() =>
      startPart(
        {
          name: 'postgres',
          title: 'PostgreSQL',
          launch: () => ({
            ...runAs(binaries.postgres, postgresArguments(folder, port, wish.flags)),
            cwd: '/',
            env: smallEnvironment({ LC_ALL: 'C' }),
          }),
          isReady: async ({ record }) => isReady(folder, record.pid),
        },
        home,
      ),
    ),
  );
  const at = `127.0.0.1:${ports.postgres}/kindword`;
  return {
    part,
    databaseUrl: `postgresql://kindword_app:${kept.appPassword}@${at}`,
    ownerUrl: `postgresql://kindword_owner:${kept.ownerPassword}@${at}`,
  };
}

/** A server that was killed leaves its sessions behind for a moment, and PostgreSQL rightly waits for them to end. */
async function afterLingerers<T>(work: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + LINGER_MS; ; await pause(100)) {
    try {
      return await work();
    } catch (error) {
      if (!/shared memory block|still in use/i.test(reasonOf(error)) || Date.now() > deadline) throw error;
    }
  }
}
