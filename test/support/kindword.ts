import { randomBytes } from 'node:crypto';
import type { Database } from '../../facts/database.ts';
import { createPractice } from '../../facts/practice/create-practice.ts';
import { startKindword as startProgram, type Kindword, type Settings } from '../../server/kindword.ts';
import { TestOutbox, type TestSettings } from '../../packages/postmark-outbox/test/support.ts';
import { ZONE } from './clock.ts';
import { freePort } from './free-port.ts';
import { BUNDLE_ENV, cloneDatabase, freshTaskQueue, readParts } from './parts.ts';
import { TestPractice } from './practice.ts';
import { QUIET, quietTemporal } from './quiet-temporal.ts';

quietTemporal();

export const HOOKS = { user: 'hook', password: 'the mail server and we know it' };
/** One process holds one ring of keys, however many programs a test starts in it. */
const SECRETS = `1:${randomBytes(32).toString('base64')}`;
const SEARCH_LAG_MS = 3_000;
const MAILBOX = 'in@in.example.org';

export type TestKindword = {
  url: string;
  database: Database;
  databaseUrl: string;
  ownerUrl: string;
  outbox: TestOutbox;
  settings: Settings;
  /** A practice of one's own, live, with no windows, and where it is about noon unless said otherwise. */
  practice(options?: PracticeOptions): Promise<TestPractice>;
  /** Ends the program as it is and starts it again on the same data. */
  restart(change?: Partial<Settings>): Promise<void>;
  /** Ends the program alone. */
  stopProgram(): Promise<void>;
  stop(): Promise<void>;
};

type PracticeOptions = {
  name?: string;
  sending?: 'rehearsal' | 'live' | 'paused';
  timezone?: string;
  acknowledgement?: Record<string, unknown>;
  sendWindows?: unknown;
  /** Its reviews become due as they would; otherwise none does while a test looks at something else. */
  reviews?: true;
};

/** The whole program on real parts: a database of its own, the run's Temporal, an outbox over HTTP. */
export async function startKindword(
  change: Partial<Settings> = {},
  outboxChange: TestSettings = {},
): Promise<TestKindword> {
  const [{ databaseUrl, ownerUrl }, port] = await Promise.all([cloneDatabase('kindword'), freePort()]);
  const outbox = await TestOutbox.start({
    hook: { url: `http://127.0.0.1:${port}`, ...HOOKS },
    ...outboxChange,
  });
  const settings: Settings = {
    role: 'all',
    host: '127.0.0.1',
    port,
    publicUrl: null,
    databaseUrl,
    ownerUrl: null,
    secrets: SECRETS,
    temporal: { connectionOptions: { address: readParts().temporal.address }, namespace: 'default' },
    taskQueue: freshTaskQueue('kindword'),
    mail: {
      token: 'outbox-test',
      accountToken: 'outbox-test',
      https: false,
      host: `127.0.0.1:${outbox.port}`,
      hooks: HOOKS,
      searchLagMs: SEARCH_LAG_MS,
    },
    mailbox: MAILBOX,
    webhookReach: 'nowhere',
    log: QUIET,
    workflowBundle: { codePath: process.env[BUNDLE_ENV] ?? '' },
    ...change,
  };
  let program: Kindword | null = await startProgram(settings);
  const url = `http://127.0.0.1:${port}`;
  const running = (): Kindword => {
    if (!program) throw new Error('The program is stopped.');
    return program;
  };
  async function stopProgram(): Promise<void> {
    const ending = program;
    program = null;
    await ending?.stop();
  }
  return {
    url,
    databaseUrl,
    ownerUrl,
    outbox,
    settings,
    get database() {
      return running().database;
    },
    practice: (options = {}) => newPractice(running().database, url, options),
    stopProgram,
    async restart(changed = {}) {
      await stopProgram();
      program = await startProgram({ ...settings, ...changed });
    },
    /** The outbox first: a call that it never answers would be waited for. */
    async stop() {
      await outbox.stop();
      await stopProgram();
    },
  };
}

async function newPractice(database: Database, url: string, options: PracticeOptions): Promise<TestPractice> {
  const suffix = randomBytes(4).toString('hex');
  const founded = await createPractice(
    database,
    {
      name: options.name ?? `Willow ${suffix}`,
      timezone: options.timezone ?? ZONE,
      ownerEmail: `owner-${suffix}@example.org`,
      ownerName: 'Olive Owner',
      locale: 'en-GB',
      currency: 'GBP',
    },
    new Date(),
  );
  if (!options.reviews) await withoutReviews(database, founded.practiceId);
  const practice = new TestPractice(`${url}/api/v1`, founded);
  await practice.setUp({
    sending: options.sending ?? 'live',
    sendWindows: options.sendWindows ?? 'always',
    acknowledgement: options.acknowledgement ?? {},
  });
  return practice;
}

async function withoutReviews(database: Database, practiceId: string): Promise<void> {
  const kept = "update commitment set kept_at = now() where kind = 'review' and practice_id = ?";
  await database.orm.em.fork().execute(kept, [practiceId]);
}
