import type { Embedded } from '../embedded/index.ts';
import { ConfigError, type Config } from './config.ts';

/** The outbox's search lags by a minute at most; Postmark documents no limit (POSTMARK_SEARCH_LAG). */
const OUTBOX_SEARCH_LAG_MS = 75_000;
/** Mail that people write on the outbox's own page, or that is sent to it. */
const OUTBOX_MAILBOX = 'in@in.example.org';

type Report = (line: string) => void;

/** Starts what has no address in the settings; null where everything has one. */
export async function startEmbeddedServices(
  config: Config,
  say: Report,
  signal: AbortSignal,
): Promise<Embedded | null> {
  const options = {
    dataDir: config.dataDir,
    postgres: config.databaseUrl === null,
    temporal: !config.temporalConfigured,
    outbox: config.mail === null && {
      hookUrl: `http://127.0.0.1:${config.port}`,
      mailbox: config.mailbox ?? OUTBOX_MAILBOX,
    },
    say,
  };
  if (!options.postgres && !options.temporal && !options.outbox) return null;
  const { startEmbedded } = await import('../embedded/index.ts');
  return startEmbedded(options, { signal });
}

/** The settings with the embedded services' addresses, passwords and keys filled in. */
export async function resolveSettings(config: Config, embedded: Embedded | null) {
  const { temporalTarget } = await import('../worker/temporal.ts');
  const databaseUrl = config.databaseUrl ?? embedded?.postgres?.databaseUrl;
  const mail = config.mail ?? outboxMail(embedded);
  const secrets = config.secrets ?? (embedded?.postgres ? await generatedSecrets(config) : null);
  if (!databaseUrl || !mail || !secrets)
    throw new ConfigError(
      'DATABASE_URL, POSTMARK_SERVER_TOKEN and KINDWORD_SECRETS must be set, or left to the embedded parts.',
    );
  return {
    ...config,
    databaseUrl,
    ownerUrl: config.databaseOwnerUrl ?? embedded?.postgres?.ownerUrl ?? null,
    secrets,
    temporal: temporalTarget(embedded?.temporal?.address ?? null),
    temporalUi: config.temporalUi ?? embedded?.temporal?.ui ?? null,
    mail,
    mailbox: config.mailbox ?? (embedded?.outbox ? OUTBOX_MAILBOX : null),
    webhookReach: config.webhookReach ?? (embedded?.postgres ? ('loopback' as const) : ('public' as const)),
  };
}

/** Writes running.json and prints the addresses. */
export async function announceServices(
  config: Config,
  embedded: Embedded,
  api: string,
  say: Report,
): Promise<void> {
  const { writeRunning } = await import('../embedded/running.ts');
  writeRunning(config.dataDir, {
    api,
    databaseUrl: embedded.postgres?.databaseUrl ?? config.databaseUrl ?? '',
    temporal: embedded.temporal?.address ?? process.env['TEMPORAL_ADDRESS'] ?? '',
    temporalUi: embedded.temporal?.ui ?? '',
    outbox: embedded.outbox?.url ?? '',
    outboxToken: embedded.outbox?.token ?? '',
    hooks: embedded.outbox?.hooks ?? { user: '', password: '' },
    processes: embedded.processes,
  });
  if (embedded.temporal) say(`  runs:   ${embedded.temporal.ui}`);
  if (embedded.outbox) say(`  outbox: ${embedded.outbox.url}/outbox`);
  say(
    '  a practice: npm run -s practice -- create --name "…" --timezone Europe/London --owner-email you@example.org',
  );
}

export async function stopEmbeddedServices(config: Config, embedded: Embedded | null): Promise<void> {
  if (!embedded) return;
  await embedded.stop();
  (await import('../embedded/running.ts')).removeRunning(config.dataDir);
}

export async function generatedSecrets({ dataDir }: Config): Promise<string> {
  return (await import('../embedded/secrets.ts')).generatedSecrets(dataDir);
}

function outboxMail(embedded: Embedded | null): Config['mail'] {
  if (!embedded?.outbox) return null;
  const { url, token, hooks } = embedded.outbox;
  return {
    token,
    accountToken: token,
    https: false,
    host: new URL(url).host,
    hooks,
    searchLagMs: OUTBOX_SEARCH_LAG_MS,
  };
}
