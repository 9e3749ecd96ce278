import { createServer } from 'node:net';
import { pino } from 'pino';
import type { Embedded } from '../embedded/index.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { startKindword, type Kindword } from './kindword.ts';
import { logTemporalTo, temporalTarget } from '../worker/temporal.ts';

/** An outbox's search lags by a minute at most, and it says so; Postmark does not say, so a quarter of an hour is waited. */
const OUTBOX_SEARCH_LAG_MS = 75_000;
/** Mail that people write on the outbox's own page. */
const OUTBOX_MAILBOX = 'in@in.example.org';

const say = (line: string): void => console.log(line);

try {
  await main(readConfig(process.env));
} catch (error) {
  fail(error);
}

async function main(config: Config): Promise<void> {
  await refuseTakenPort(config);
  const wanted = {
    postgres: config.databaseUrl === null,
    temporal: !config.temporalConfigured,
    outbox: config.mail === null,
  };
  const log = pino({ level: config.logLevel });
  logTemporalTo(log);
  const stopped = stopSignal();
  const embedded = Object.values(wanted).some(Boolean)
    ? await startParts(config, wanted, stopped.signal)
    : null;
  let kindword: Kindword | null = null;
  try {
    kindword = await startKindword({ ...(await settingsOf(config, embedded)), log });
    if (embedded) await tellWhere(config, embedded, kindword);
    say(`Kindword is ready: ${kindword.url}/docs`);
    await stopped.asked;
    say('Stopping: work in hand is finished first (Ctrl-C again to hurry).');
  } finally {
    await Promise.race([kindword?.stop(), stopped.hurried]);
    await embedded?.stop();
    if (embedded) (await import('../embedded/running.ts')).removeRunning(config.dataDir);
  }
  process.exit(0);
}

async function startParts(
  config: Config,
  wanted: { postgres: boolean; temporal: boolean; outbox: boolean },
  signal: AbortSignal,
): Promise<Embedded> {
  const { startEmbedded } = await import('../embedded/index.ts');
  const hookUrl = `http://127.0.0.1:${config.port}`;
  return startEmbedded(
    {
      dataDir: config.dataDir,
      postgres: wanted.postgres,
      temporal: wanted.temporal,
      outbox: wanted.outbox && { hookUrl },
      say,
    },
    { signal },
  );
}

async function settingsOf(config: Config, embedded: Embedded | null) {
  const databaseUrl = config.databaseUrl ?? embedded?.postgres?.databaseUrl;
  const outbox = embedded?.outbox;
  const mail =
    config.mail ??
    (outbox
      ? {
          token: outbox.token,
          accountToken: outbox.token,
          https: false,
          host: new URL(outbox.url).host,
          hooks: outbox.hooks,
          searchLagMs: OUTBOX_SEARCH_LAG_MS,
        }
      : null);
  const secrets =
    config.secrets ??
    (embedded?.postgres ? (await import('../embedded/secrets.ts')).generatedSecrets(config.dataDir) : null);
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
    mail,
    mailbox: config.mailbox ?? (outbox ? OUTBOX_MAILBOX : null),
    webhookReach: config.webhookReach ?? (embedded?.postgres ? ('loopback' as const) : ('public' as const)),
  };
}

async function tellWhere(config: Config, embedded: Embedded, kindword: Kindword): Promise<void> {
  const { writeRunning } = await import('../embedded/running.ts');
  writeRunning(config.dataDir, {
    api: kindword.url,
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

/** Ctrl-C, SIGTERM, or the npm that started us having gone; the second Ctrl-C hurries. */
function stopSignal() {
  const controller = new AbortController();
  const asked = Promise.withResolvers<void>();
  const hurried = Promise.withResolvers<void>();
  let times = 0;
  const ask = (): void => {
    times += 1;
    controller.abort();
    if (times === 1) asked.resolve();
    else hurried.resolve();
  };
  process.on('SIGINT', ask);
  process.on('SIGTERM', ask);
  if (process.env['npm_lifecycle_event']) watchParent(ask);
  return { signal: controller.signal, asked: asked.promise, hurried: hurried.promise };
}

/** npm killed with -9 cannot tell us; a new parent does. */
function watchParent(gone: () => void): void {
  const { ppid } = process;
  const timer = setInterval(() => {
    if (process.ppid === ppid) return;
    clearInterval(timer);
    gone();
  }, 1_000);
  timer.unref();
}

/** Found out before anything is started, so that the message is the only thing that happens. */
async function refuseTakenPort({ host, port }: Config): Promise<void> {
  if (port === 0) return;
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      reject(
        taken
          ? new ConfigError(
              `Port ${port} is taken by another program (is Kindword running already?): stop it, or set PORT to a free one.`,
            )
          : error,
      );
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** A clear line for what a person can mend; the stack only for what is ours to mend. */
function fail(error: unknown): never {
  const expected =
    error instanceof Error &&
    ['ConfigError', 'EmbeddedError', 'SecretsError'].includes(error.constructor.name);
  console.error(expected ? error.message : error);
  process.exit(1);
}
