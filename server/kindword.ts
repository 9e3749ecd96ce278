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

/** Longer than proxies keep an idle connection (60 s is usual), so that they never write into one that we just closed. */
const KEEP_ALIVE_MS = 65_000;

/** Where everything is; from here on embedded and real parts are the same to us. */
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
  /** The mailbox whose mail is posted to us; a practice stands behind its plus. */
  mailbox: string | null;
  /** Which networks webhooks may go to; the public one unless said otherwise. */
  webhookReach?: AllowedNetwork;
  log: Logger;
  workflowBundle?: BundledWorkflows;
};

const REQUEST_PATIENCE_MS = 5_000;

export type Kindword = { url: string; database: Database; stop(): Promise<void> };

/** Migrates, connects, and runs the roles that were asked for; what it started it stops, work in hand first. */
export async function startKindword(settings: Settings): Promise<Kindword> {
  const { log } = settings;
  if (settings.ownerUrl) await migrate(settings.ownerUrl, roleIn(settings.databaseUrl));
  const orm = await openDatabase(settings.databaseUrl, settings.secrets);
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
  const works = settings.role !== 'api';
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

  if (works) {
    worker = new PatientWorker({
      target: settings.temporal,
      taskQueue: settings.taskQueue,
      activities: createActivities({ database, mailer, publicUrl: url.value, mailbox: settings.mailbox }),
      log,
      ...(settings.workflowBundle ? { workflowBundle: settings.workflowBundle } : {}),
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

/** Tracking that is on at the mail server is said at once; until it is off, nothing is sent (§3.6.5). */
async function warnOfTracking(mailer: Mailer, log: Logger): Promise<void> {
  const fault = await mailer.trackingFault(null);
  if (fault === 'tracking_on')
    log.error(
      'Open or link tracking is on at the Postmark server: nothing is sent until both are switched off there.',
    );
  if (fault === 'mail_settings')
    log.error('Postmark does not know POSTMARK_SERVER_TOKEN: nothing is sent until it is right.');
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

/** Requests in hand are answered; whoever keeps a connection open without asking is let go. */
async function finish(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const patience = setTimeout(() => server.closeAllConnections(), REQUEST_PATIENCE_MS);
  await closed;
  clearTimeout(patience);
}

function roleIn(databaseUrl: string): string {
  return decodeURIComponent(new URL(databaseUrl).username);
}
