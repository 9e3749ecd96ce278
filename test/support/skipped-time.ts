import { randomBytes } from 'node:crypto';
import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { createActivities } from '../../activities/index.ts';
import { Message } from '../../entities/message.ts';
import { Referral } from '../../entities/referral.ts';
import { Task } from '../../entities/task.ts';
import type { Database } from '../../facts/database.ts';
import { inTransaction, type Tx } from '../../facts/transaction.ts';
import { workflowIdOf, type PendingSignal } from '../../facts/signal.ts';
import { createPractice } from '../../facts/practice/create-practice.ts';
import { Mailer } from '../../email/mailer.ts';
import { signalWorkflow } from '../../worker/signal-workflow.ts';
import { openDatabase } from '../../server/open-database.ts';
import { addSearchAttributes } from '../../worker/search-attributes.ts';
import { TestOutbox, TOKEN } from '../../packages/postmark-outbox/test/support.ts';
import { untilNoTimerIsNear } from './near-timers.ts';
import { quietTemporal } from './quiet-temporal.ts';
import { BUNDLE_ENV, cloneDatabase, freshTaskQueue, readParts } from './parts.ts';

export const HOUR_MS = 3_600_000;
const ZONE = 'Europe/London';
/** A Monday morning that lies ahead whenever the tests run, so that they meet the same calendar each time. */
const STARTS_AT = new Date('2100-03-01T09:00:00Z');

quietTemporal();

type Wall = { weekday?: number; month?: number; day?: number; hour?: number };

/** Real workflows, activities, database and outbox, on a server whose clock jumps to the next thing that happens. */
export class SkippedTime {
  readonly database: Database;
  readonly outbox: TestOutbox;
  readonly #env: TestWorkflowEnvironment;
  readonly #client: Client;
  readonly #taskQueue = freshTaskQueue('skipped');
  #rung: Promise<unknown> = Promise.resolve();
  #away = false;
  #worker: { shutdown(): void; ended: Promise<void> } | null = null;

  private constructor(parts: { env: TestWorkflowEnvironment; database: Database; outbox: TestOutbox }) {
    this.#env = parts.env;
    this.database = parts.database;
    this.outbox = parts.outbox;
    this.#client = new Client({
      connection: parts.env.connection,
      namespace: parts.env.namespace ?? 'default',
    });
  }

  static async start(): Promise<SkippedTime> {
    const [{ databaseUrl }, outbox, env] = await Promise.all([
      cloneDatabase('skipped'),
      TestOutbox.start(),
      TestWorkflowEnvironment.createTimeSkipping({
        server: { executable: { type: 'existing-path', path: readParts().testServer } },
      }),
    ]);
    const namespace = env.namespace ?? 'default';
    await addSearchAttributes(env.connection, namespace);
    const orm = await openDatabase(databaseUrl, `1:${randomBytes(32).toString('base64')}`);
    const database: Database = { orm, onSignals: () => undefined };
    const skipped = new SkippedTime({ env, database, outbox });
    // One after another: of two rings at once that both start a run, this server turns one away.
    database.onSignals = (signals) => {
      for (const pending of signals) skipped.#rung = skipped.#rung.then(() => skipped.#ring(pending));
    };
    await skipped.skipTo(STARTS_AT);
    await skipped.#startWorker();
    return skipped;
  }

  async #ring(pending: PendingSignal): Promise<void> {
    await untilNoTimerIsNear(this.#env, workflowIdOf(pending));
    await signalWorkflow(this.#client, pending, this.#taskQueue);
  }

  async #startWorker(): Promise<void> {
    const mail = {
      token: TOKEN,
      accountToken: TOKEN,
      https: false,
      host: `127.0.0.1:${this.outbox.port}`,
      searchLagMs: 900_000,
    };
    const worker = await Worker.create({
      connection: this.#env.nativeConnection,
      taskQueue: this.#taskQueue,
      workflowBundle: { codePath: process.env[BUNDLE_ENV] ?? '' },
      interceptors: {
        activity: [
          () => ({
            inbound: { execute: (input, next) => this.#andRings(() => this.#whileThere(() => next(input))) },
          }),
        ],
      },
      activities: createActivities({
        database: this.database,
        mailer: new Mailer(mail),
        publicUrl: 'http://127.0.0.1:3000',
        mailbox: null,
        webhookReach: 'nowhere',
      }),
    });
    this.#worker = { shutdown: () => worker.shutdown(), ended: worker.run() };
  }

  /**
   * The clock stands while an activity is at work, and whoever it rings for hears it before the clock jumps: a run that is
   * rung for in the moment in which its timer fires would be given no task any more (docs/traps.md).
   */
  async #andRings<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      await Promise.allSettled([this.#rung]);
    }
  }

  async #whileThere<T>(work: () => Promise<T>): Promise<T> {
    if (this.#away) throw new Error('The database is away.');
    return work();
  }

  async #stopWorker(): Promise<void> {
    this.#worker?.shutdown();
    await this.#worker?.ended;
    this.#worker = null;
  }

  async stop(): Promise<void> {
    await this.#stopWorker();
    await this.#env.teardown();
    await this.database.orm.close(true);
    await this.outbox.stop();
  }

  async now(): Promise<Date> {
    return new Date(await this.#env.currentTimeMs());
  }

  /** The clock jumps to this moment; whatever comes due on the way happens. */
  async skipTo(moment: Date): Promise<void> {
    await this.#rung;
    const ms = moment.getTime() - (await this.now()).getTime();
    if (ms > 0) await this.#env.sleep(ms);
  }

  /**
   * The same while nothing can be read or written. (Without any worker this server holds its clock for the task that
   * waits, so the program's own death is tried in `test/kill`.)
   */
  async skipWhileAway(moment: Date): Promise<void> {
    this.#away = true;
    await this.skipTo(moment);
    this.#away = false;
  }

  /** The next moment that the practice's wall shows so, and skips to it. */
  async skipToNext(wall: Wall): Promise<Date> {
    const moment = nextOnTheWall(await this.now(), wall);
    await this.skipTo(moment);
    return moment;
  }

  /** A practice that is live, by default policy, with an owner, a desk and a deputy, or the owner alone. */
  async practice({ alone = false } = {}): Promise<SkippedPractice> {
    const now = await this.now();
    const suffix = randomBytes(4).toString('hex');
    const owner = { ownerEmail: `owner-${suffix}@example.org`, ownerName: 'Olive Owner' };
    const { practiceId, staffId } = await createPractice(
      this.database,
      { name: 'Willow', timezone: ZONE, locale: 'en-GB', currency: 'GBP', ...owner },
      now,
    );
    const practice = new SkippedPractice(this, practiceId, staffId);
    await practice.setUp(alone);
    return practice;
  }
}

/** One practice as the desk's facts see it, at the server's time. */
export class SkippedPractice {
  readonly practiceId: string;
  readonly ownerId: string;
  deskId = '';
  deputyId = '';
  readonly #time: SkippedTime;

  constructor(time: SkippedTime, practiceId: string, ownerId: string) {
    this.#time = time;
    this.practiceId = practiceId;
    this.ownerId = ownerId;
  }

  /** One fact of the owner's, at this moment of the server's unless another is given. */
  async tx<T>(work: (tx: Tx) => Promise<T>, at?: Date): Promise<T> {
    const actor = { kind: 'staff' as const, staffId: this.ownerId };
    const now = at ?? (await this.#time.now());
    return inTransaction(this.#time.database, { practiceId: this.practiceId, actor, now }, work);
  }

  async setUp(alone: boolean): Promise<void> {
    const { changePolicy, changePractice } = await import('../../facts/practice/change-practice.ts');
    const { createStaff } = await import('../../facts/practice/save-staff.ts');
    const practice = await this.tx((tx) => changePractice(tx, { sending: 'live' }));
    if (alone) return;
    const suffix = randomBytes(4).toString('hex');
    const joins = (role: 'desk' | 'deputy') =>
      this.tx((tx) =>
        createStaff(tx, ['owner'], { name: role, email: `${role}-${suffix}@example.org`, roles: [role] }),
      );
    this.deskId = (await joins('desk')).id;
    this.deputyId = (await joins('deputy')).id;
    const { policy } = practice;
    await this.tx((tx) =>
      changePolicy(tx, { ...policy, duties: { ...policy.duties, acknowledge: this.deskId } }),
    );
  }

  async referral(id: string): Promise<Referral> {
    return this.tx((tx) => tx.em.findOneOrFail(Referral, { id }));
  }

  async openTasks(referralId: string): Promise<Task[]> {
    return this.tx((tx) => tx.em.find(Task, { referral: { id: referralId }, status: 'open' }));
  }

  /** Notes to staff that went: to whom and when. */
  async notes(referralId: string): Promise<{ to: string; at: Date }[]> {
    const sent = await this.tx((tx) =>
      tx.em.find(
        Message,
        { referral: { id: referralId }, template: 'm26', status: 'sent' },
        { orderBy: { sentAt: 'asc' } },
      ),
    );
    return sent.map(({ staffId, sentAt }) => ({ to: staffId ?? '', at: sentAt ?? new Date(0) }));
  }
}

/** When the clock on this practice's wall next shows that, at least a minute from now. */
function nextOnTheWall(from: Date, { weekday, month, day, hour = 0 }: Wall): Date {
  let moment = Temporal.Instant.fromEpochMilliseconds(from.getTime() + 60_000).toZonedDateTimeISO(ZONE);
  for (;;) {
    const candidate = moment.withPlainTime({ hour: Math.floor(hour), minute: Math.round((hour % 1) * 60) });
    const fits =
      (weekday === undefined || candidate.dayOfWeek === weekday) &&
      (month === undefined || candidate.month === month) &&
      (day === undefined || candidate.day === day);
    if (fits && candidate.epochMilliseconds > from.getTime()) return new Date(candidate.epochMilliseconds);
    moment = moment.add({ days: 1 });
  }
}

/** The next moment at which the clocks of Europe/London change. */
export function nextClockChange(from: Date): Date {
  const here = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(ZONE);
  const change = here.getTimeZoneTransition('next');
  if (!change) throw new Error('The clocks no longer change.');
  return new Date(change.epochMilliseconds);
}

/** What the practice's wall shows: "Sat 19:30". */
export function onTheWall(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: ZONE,
  })
    .format(at)
    .replace(',', '');
}
