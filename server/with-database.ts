import type { Database } from '../facts/database.ts';
import { ConfigError, type Config } from './config.ts';
import { generatedSecrets } from './embedded-services.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';

/** Uses the running database; where none runs, starts the embedded one for the duration of the command. */
export async function withDatabase(
  config: Config,
  work: (database: Database) => Promise<void>,
): Promise<void> {
  const running = config.databaseUrl
    ? null
    : (await import('../embedded/running.ts')).readRunning(config.dataDir);
  const databaseUrl = config.databaseUrl ?? running?.databaseUrl;
  if (databaseUrl)
    return using(
      databaseUrl,
      config.databaseOwnerUrl,
      config.secrets ?? (await generatedSecrets(config)),
      work,
    );
  const { startEmbedded } = await import('../embedded/index.ts');
  const embedded = await startEmbedded({
    dataDir: config.dataDir,
    postgres: true,
    temporal: false,
    outbox: false,
    say: (line) => console.error(line),
  });
  try {
    const { postgres } = embedded;
    if (!postgres) throw new ConfigError('The embedded PostgreSQL did not start.');
    await using(
      postgres.databaseUrl,
      postgres.ownerUrl,
      config.secrets ?? (await generatedSecrets(config)),
      work,
    );
  } finally {
    await embedded.stop();
  }
}

async function using(
  databaseUrl: string,
  ownerUrl: string | null,
  secrets: string,
  work: (database: Database) => Promise<void>,
): Promise<void> {
  if (ownerUrl) await migrate(ownerUrl, decodeURIComponent(new URL(databaseUrl).username));
  const orm = await openDatabase(databaseUrl, secrets);
  try {
    await work({ orm, onSignals: () => undefined });
  } finally {
    await orm.close(true);
  }
}
