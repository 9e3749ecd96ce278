import type { Server } from 'node:http';
import type { Logger } from 'pino';
import { createActivities } from '../activities/index.ts';
import { createApp } from './http-app.ts';
import { answerBrokenRequest } from '../http/broken-request.ts';
import type { Database } from '../facts/database.ts';
import { Mailer } from '../email/mailer.ts';
import type { AllowedNetwork } from '../policy/webhooks/allowed-network.ts';
import { ConfigError, type MailSettings } from './config.ts';
import { createMetrics } from './metrics.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { probesOf } from './probes.ts';
import { SignalRelay } from '../worker/signal-relay.ts';
import {
  PatientWorker,
  temporalClient,
  type BundledWorkflows,
  type TemporalTarget,
} from '../worker/temporal.ts';
import { WebhookRelay } from '../worker/webhook-relay.ts';
import { workflowBundle } from '../worker/workflow-bundle.ts';

/** Longer than the usual idle timeout of proxies (60 s), so that a proxy never reuses a connection we are closing. */
const KEEP_ALIVE_MS = 65_000;

/** The addresses of all services; from here on embedded and real ones are treated alike. */
export type Settings = {
  role: 'all' | 'api' | 'worker';
  host: string;
  port: number;
  publicUrl: string | null;
  databaseUrl: string;
  ownerUrl: string | null;
  secrets: string;
  temporal: TemporalTarget;
  taskQueue: string;
  mail: MailSettings;
  /** The mailbox of inbound mail; each practice has a plus address of it. */
  mailbox: string | null;
  /** The networks that outgoing webhooks may reach; `public` by default. */
  webhookReach?: AllowedNetwork;
  log: Logger;
  workflowBundle?: BundledWorkflows;
};

/** How long requests in progress may take when stopping. */
const REQUEST_GRACE_MS = 5_000;

export type Kindword = { url: string; database: Database; stop(): Promise<void> };

/** Migrates, connects and runs the given role; `stop` finishes work in hand first, within bounds. */
export async function startKindword(settings: Settings): Promise<Kindword> {
  const { log } = settings;
  const works = settings.role !== 'api';
  const [orm, bundle] = await Promise.all([
    openMigrated(settings),
    works ? (settings.workflowBundle ?? workflowBundle()) : null,
  ]);
  const client = temporalClient(settings.temporal);
  const database: Database = { orm, onSignals: () => undefined };
  const signalRelay = new SignalRelay({
    database,
    client,
    taskQueue: settings.taskQueue,
    log,
    sweeps: settings.role !== 'api',
    mailbox: settings.mailbox,
  });
  database.onSignals = signalRelay.sendNow;
  const webhookReach = settings.webhookReach ?? 'public';
  const webhookRelay = new WebhookRelay({ database, allowed: webhookReach, log });

  const mailer = new Mailer(settings.mail);
  let worker: PatientWorker | null = null;
  const probes = probesOf(client, mailer, () => !works || worker?.isPolling === true);
  const url = { value: '' };
  const app = createApp({
    database,
    get publicUrl() {
      return url.value;
    },
    mailbox: settings.mailbox,
    webhookReach,
    hooks: settings.mail.hooks,
    probes,
    metrics: createMetrics(database),
    log,
    serves: settings.role === 'worker' ? 'health' : 'everything',
  });
  const server = await listen(app, settings);
  const port = portOf(server);
  url.value = settings.publicUrl ?? `http://${settings.host}:${port}`;

  if (bundle) {
    worker = new PatientWorker({
      target: settings.temporal,
      taskQueue: settings.taskQueue,
      activities: createActivities({ database, mailer, publicUrl: url.value, mailbox: settings.mailbox }),
      log,
      workflowBundle: bundle,
    });
    worker.start();
    void warnOfTracking(mailer, log);
  }

  signalRelay.start();
  if (works) webhookRelay.start();

  return {
    url: `http://${settings.host}:${port}`,
    database,
    async stop() {
      await finish(server);
      await worker?.stop();
      await Promise.all([signalRelay.stop(), webhookRelay.stop()]);
      await client.connection.close();
      await orm.close(true);
    },
  };
}

/** Logs at start that open or link tracking is on at the mail provider: nothing is sent until it is off (§3.6.5). */
async function warnOfTracking(mailer: Mailer, log: Logger): Promise<void> {
  const fault = await mailer.trackingFault(null);
  if (fault === 'tracking_on')
    log.error(
      'Open or link tracking is on at the Postmark server: nothing is sent until both are switched off there.',
    );
  if (fault === 'mail_settings')
    log.error('Postmark does not know POSTMARK_SERVER_TOKEN: nothing is sent until it is right.');
}

async function openMigrated({ ownerUrl, databaseUrl, secrets }: Settings): Promise<Database['orm']> {
  if (ownerUrl) await migrate(ownerUrl, roleIn(databaseUrl));
  return openDatabase(databaseUrl, secrets);
}

async function listen(app: ReturnType<typeof createApp>, { host, port }: Settings): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error) => {
      if (!error) return resolve(server);
      reject(
        'code' in error && error.code === 'EADDRINUSE'
          ? new ConfigError(`Port ${port} is taken by another program: set PORT to a free one.`)
          : error,
      );
    });
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    server.on('clientError', answerBrokenRequest);
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new ConfigError('HOST must be an address of this machine.');
  return address.port;
}

/** Answers requests in progress and closes idle connections at once. */
async function finish(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const grace = setTimeout(() => server.closeAllConnections(), REQUEST_GRACE_MS);
  await closed;
  clearTimeout(grace);
}

function roleIn(databaseUrl: string): string {
  return decodeURIComponent(new URL(databaseUrl).username);
}
