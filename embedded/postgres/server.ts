import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { savedCredentials } from '../credentials.ts';
import { reasonOf } from '../embedded-error.ts';
import { smallEnvironment } from '../environment.ts';
import { type EmbeddedContext, type Service, startService } from '../service.ts';
import { onFreePorts } from '../free-ports.ts';
import type { GivenPorts } from '../ports.ts';
import { databaseAccount } from './account.ts';
import { postgresBinaries } from './binaries.ts';
import { type Cluster, clusterFolder, ensureCluster } from './cluster.ts';
import { clearPostmasterFile, isReady } from './postmaster-file.ts';
import { postgresArguments } from './settings.ts';

export type PostgresOptions = { flags: string[]; ports: GivenPorts };
export type Postgres = { service: Service; databaseUrl: string; ownerUrl: string };

const RETRY_FOR_MS = 10_000;

/** PostgreSQL in the data folder, with an owner role and an application role. */
export async function startPostgres(context: EmbeddedContext, options: PostgresOptions): Promise<Postgres> {
  const binaries = postgresBinaries();
  const runAs = databaseAccount(join(context.dataDir, 'postgres'), binaries);
  const cluster: Cluster = { context, binaries, runAs, isForTests: options.flags.includes('fsync=off') };
  const folder = clusterFolder(context.dataDir);
  const credentials = savedCredentials(context.dataDir);

  await clearPostmasterFile(folder);
  await retryWhileInUse(() => ensureCluster(cluster, credentials));
  const { service, ports } = await onFreePorts(context, ['postgres'], options.ports, ({ postgres: port }) =>
    retryWhileInUse(() =>
      startService(
        {
          name: 'postgres',
          title: 'PostgreSQL',
          launch: () => ({
            ...runAs(binaries.postgres, postgresArguments(folder, port, options.flags)),
            cwd: '/',
            env: smallEnvironment({ LC_ALL: 'C' }),
          }),
          isReady: async ({ record }) => isReady(folder, record.pid),
        },
        context,
      ),
    ),
  );
  const at = `127.0.0.1:${ports.postgres}/kindword`;
  return {
    service,
    databaseUrl: `postgresql://kindword_app:${credentials.appPassword}@${at}`,
    ownerUrl: `postgresql://kindword_owner:${credentials.ownerPassword}@${at}`,
  };
}

/** Retries while backends of a killed server still hold its shared memory. */
async function retryWhileInUse<T>(work: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + RETRY_FOR_MS; ; await pause(100)) {
    try {
      return await work();
    } catch (error) {
      if (!/shared memory block|still in use/i.test(reasonOf(error)) || Date.now() > deadline) throw error;
    }
  }
}
