import type { Logger } from 'pino';
import { createActivities } from '../activities/index.ts';
import { createApp } from './http-app.ts';
import { finish, listen, portOf } from './listen.ts';
import type { Database } from '../facts/database.ts';
import { Mailer } from '../email/mailer.ts';
import type { Timeouts } from '../entities/orm.ts';
import type { AllowedNetwork } from '../policy/webhooks/allowed-network.ts';
import { catchUpWithJournal } from './catch-up.ts';
import type { MailSettings } from './config.ts';
import { createMetrics } from './metrics.ts';
import { migrate } from './migrate.ts';
import type { TrustedProxies } from './trusted-proxies.ts';
import { openDatabase } from './open-database.ts';
import { probesOf } from './probes.ts';
import { JournalFolder } from '../worker/journal/journal-folder.ts';
import { JournalWriter } from '../worker/journal/journal-writer.ts';
import { OutcomePull } from '../worker/outcome-pull.ts';
import { SignalRelay } from '../worker/signal-relay.ts';
import {
  PatientWorker,
  temporalClient,
  type BundledWorkflows,
  type TemporalTarget,
} from '../worker/temporal.ts';
import { endsWithin } from '../worker/ends-within.ts';
import { WebhookRelay } from '../worker/webhook-relay.ts';
import { workflowBundle } from '../worker/workflow-bundle.ts';

/** The addresses of all services; from here on embedded and real ones are treated alike. */
export type Settings = {
  role: 'all' | 'api' | 'worker';
  host: string;
  port: number;
  publicUrl: string | null;
  databaseUrl: string;
  ownerUrl: string | null;
  secrets: string;
  timeouts?: Timeouts;
  temporal: TemporalTarget;
  taskQueue: string;
  mail: MailSettings;
  /** The mailbox of inbound mail; each practice has a plus address of it. */
  mailbox: string | null;
  /** The networks that outgoing webhooks may reach; `public` by default. */
  webhookReach?: AllowedNetwork;
  /** Where Temporal has its own pages; without it no page leads there. */
  temporalUi?: string | null;
  /** The folder of the journal outside of the database; without it none is kept. */
  journal?: string;
  /** The proxies in front of the API; none are named by default. */
  trustedProxies?: TrustedProxies | null;
  log: Logger;
  workflowBundle?: BundledWorkflows;
};

/** A connection to a server that answers nothing is never closed in an orderly way. */
const CLOSES_WITHIN_MS = 1_500;

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
  const journal = settings.journal === undefined ? null : new JournalFolder(settings.journal);
  if (journal) await catchUpWithJournal(database, journal, settings);
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

  const journalWriter = journal && works ? new JournalWriter({ database, folder: journal, log }) : null;

  const mailer = new Mailer(settings.mail);
  const outcomePull = new OutcomePull({ database, mailer, log });
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
    temporalUi: runsAt(settings),
    trustedProxies: settings.trustedProxies ?? null,
    hooks: settings.mail.hooks,
    probes,
    metrics: createMetrics(database, outcomePull),
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
      activities: createActivities({
        database,
        mailer,
        publicUrl: url.value,
        mailbox: settings.mailbox,
        webhookReach,
      }),
      log,
      workflowBundle: bundle,
    });
    worker.start();
    void warnOfMailServer(mailer, log);
  }

  signalRelay.start();
  if (works) webhookRelay.start();
  journalWriter?.start();
  if (works) outcomePull.start();

  return {
    url: `http://${settings.host}:${port}`,
    database,
    async stop() {
      await finish(server);
      const worked = worker?.stop();
      await Promise.all([
        worked,
        webhookRelay.stop(),
        signalRelay.stop(worked),
        journalWriter?.stop(),
        outcomePull.stop(),
      ]);
      await endsWithin(CLOSES_WITHIN_MS, Promise.allSettled([client.connection.close(), orm.close(true)]));
    },
  };
}

/** Logs at start how the mail provider is set where nothing, or nothing of what goes to many, is sent until that is mended (§3.6.5, §3.6.6). */
async function warnOfMailServer(mailer: Mailer, log: Logger): Promise<void> {
  const fault = await mailer.trackingFault(null);
  if (fault === 'tracking_on')
    log.error(
      'Open or link tracking is on at the Postmark server: nothing is sent until both are switched off there.',
    );
  if (fault === 'mail_settings')
    log.error('Postmark does not know POSTMARK_SERVER_TOKEN: nothing is sent until it is right.');
  if ((await mailer.broadcastFault(null)) === 'stream_settings')
    log.warn(
      'The Postmark server has no stream “broadcast” in the mode Custom: thanks of the quarter wait until it has.',
    );
}

async function openMigrated({
  ownerUrl,
  databaseUrl,
  secrets,
  timeouts,
}: Settings): Promise<Database['orm']> {
  if (ownerUrl) await migrate(ownerUrl, roleIn(databaseUrl));
  return openDatabase(databaseUrl, secrets, timeouts);
}

function roleIn(databaseUrl: string): string {
  return decodeURIComponent(new URL(databaseUrl).username);
}

/** Temporal's pages of the namespace in which this installation keeps its runs. */
function runsAt({ temporalUi, temporal }: Settings): string | null {
  return temporalUi ? `${temporalUi.replace(/\/+$/, '')}/namespaces/${temporal.namespace}` : null;
}
