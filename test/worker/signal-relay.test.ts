import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Task } from '../../entities/task.ts';
import type { Database } from '../../facts/database.ts';
import { inTransaction, WORKFLOW_ACTOR } from '../../facts/transaction.ts';
import { eventually } from '../../packages/postmark-outbox/test/support.ts';
import { SignalRelay } from '../../worker/signal-relay.ts';
import { temporalClient } from '../../worker/temporal.ts';
import { WebhookRelay } from '../../worker/webhook-relay.ts';
import { NOWHERE } from '../support/killable.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { freshTaskQueue } from '../support/parts.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { openDatabase, readableLog } from '../support/relays.ts';

const SECONDS_WATCHED = 4;

let kindword: TestKindword;
let busy: TestPractice;
let calm: TestPractice;
let database: Database & { close(): Promise<void> };
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  kindword = await startKindword();
  [busy, calm] = await Promise.all([kindword.practice(), kindword.practice()]);
  await kindword.stopProgram();
  database = await openDatabase(kindword.databaseUrl);
}, 120_000);
afterAll(async () => {
  await database.close();
  await kindword.stop();
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await sql('delete from workflow_signal');
  await sql('delete from commitment');
});

function sql(statement: string, of = database): Promise<Json[]> {
  return of.orm.em.fork().execute<Json[]>(statement);
}

type Change = { address?: string; namespace?: string; database?: Database; sweeps?: boolean };

/** A relay alone: nobody works on its task queue, so that what it signals stays as it is. */
function startRelay(change: Change = {}): { relay: SignalRelay; lines: Json[] } {
  const { connectionOptions, namespace } = kindword.settings.temporal;
  const address = change.address ?? connectionOptions?.address ?? '';
  const client = temporalClient({
    connectionOptions: { address },
    namespace: change.namespace ?? namespace,
  });
  const { log, lines } = readableLog();
  const relay = new SignalRelay({
    database: change.database ?? database,
    client,
    taskQueue: freshTaskQueue('relay'),
    log,
    sweeps: change.sweeps ?? false,
    mailbox: null,
  });
  relay.start();
  stops.push(async () => {
    await relay.stop();
    await client.connection.close();
  });
  return { relay, lines };
}

async function pendingSignals(practice: TestPractice, count: number, attempts = 0): Promise<string> {
  const subjectId = randomUUID();
  await sql(
    `insert into workflow_signal (id, practice_id, workflow, subject_id, status, due_at, attempts, created_at)
     select gen_random_uuid(), '${practice.practiceId}', 'delivery', '${subjectId}', 'pending', now() - interval '1 hour', ${attempts}, now()
     from generate_series(1, ${count})`,
  );
  return subjectId;
}

async function left(practice: TestPractice): Promise<Json[]> {
  return sql(`select * from workflow_signal where practice_id = '${practice.practiceId}'`);
}

const said = (lines: Json[], text: string) => lines.filter(({ msg }) => msg.includes(text));

test('a practice with 2,000 pending signals keeps no other practice waiting', async () => {
  await pendingSignals(busy, 2_000);
  await pendingSignals(calm, 1);
  await sql(
    `update workflow_signal set due_at = now() - interval '3 seconds' where practice_id = '${calm.practiceId}'`,
  );

  startRelay();

  await eventually(async () => ((await left(calm)).length === 0 ? true : null), 3_000);
  expect((await left(busy)).length).toBeGreaterThan(200);
  await eventually(async () => ((await left(busy)).length === 0 ? true : null), 60_000);
}, 120_000);

test('a signal that nobody sent after its commit goes within three seconds', async () => {
  startRelay();
  const before = Date.now();
  await pendingSignals(calm, 1);
  await sql('update workflow_signal set due_at = now()');

  await eventually(async () => ((await left(calm)).length === 0 ? true : null), 5_000);
  // Sent within three seconds, and its row is deleted with the next tick.
  expect(Date.now() - before).toBeLessThan(4_500);
});

test('while Temporal is away no signal becomes a dead letter, however long that takes, and the log says it once', async () => {
  await pendingSignals(busy, 3, 13);
  await pendingSignals(calm, 1, 40);

  const { lines } = startRelay({ address: NOWHERE });

  await eventually(() => (said(lines, 'cannot reach Temporal; it keeps trying').length > 0 ? true : null));
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  const rows = await eventually(async () => {
    const found = [...(await left(busy)), ...(await left(calm))];
    return found.some(({ attempts }) => attempts === 14 || attempts === 41) ? null : found; // under way just now
  });
  expect(rows.map(({ status }) => status)).toEqual(['pending', 'pending', 'pending', 'pending']);
  expect(rows.map(({ attempts }) => attempts).toSorted()).toEqual([13, 13, 13, 40]);
  expect(said(lines, 'cannot reach Temporal')).toHaveLength(1);
  expect(lines.filter(({ level }) => level >= 50)).toEqual([]);
});

test('a signal that Temporal refuses backs off, then is a dead letter with a task; kind and place are in the log', async () => {
  const subjectId = await pendingSignals(calm, 1, 13);
  await pendingSignals(busy, 1, 2);

  const { lines } = startRelay({ namespace: 'no-such-namespace' });

  await eventually(async () => ((await left(calm))[0]?.status === 'dead_letter' ? true : null));
  const [backedOff] = await left(busy);
  expect(backedOff).toMatchObject({ status: 'pending', attempts: 3 });
  expect(lines.find((line) => line.subjectId === subjectId && line.kind)).toMatchObject({
    level: 50,
    relay: 'signal relay',
    place: 'pending signals',
    kind: expect.stringMatching(/Error$/),
  });
  const scope = { practiceId: calm.practiceId, actor: WORKFLOW_ACTOR };
  expect(await inTransaction(database, scope, (tx) => tx.em.count(Task, { why: 'doorbell_refused' }))).toBe(
    1,
  );
});

test('a commitment that was signaled for weeks keeps no other from being signaled', async () => {
  await sql(
    `insert into commitment (kind, subject_id, practice_id, due_at, signaled_at, signal_count)
     values ('delivery', gen_random_uuid(), '${busy.practiceId}', now() - interval '30 days', now() - interval '1 hour', 5000),
       ('delivery', gen_random_uuid(), '${calm.practiceId}', now() - interval '1 minute', null, 0)`,
  );

  const { lines } = startRelay({ sweeps: true });

  await eventually(async () => {
    const rows = await sql('select signal_count from commitment order by signal_count');
    return rows[0]?.signal_count === 1 && rows[1]?.signal_count === 5001 ? true : null;
  }, 5_000);
  expect(lines).toEqual([]);
});

test('a stored event that cannot be read backs off and is logged without its words; the next one is applied', async () => {
  const words = Buffer.from('ada@example.org').toString('hex');
  await sql(
    `insert into webhook_event (id, dedupe_key, record_type, payload, received_at, next_try_at, attempts)
     values (gen_random_uuid(), 'bad', 'Bounce', '\\x01${words.repeat(5)}', now(), now() - interval '1 hour', 0),
       (gen_random_uuid(), 'empty', 'Bounce', null, now(), now() - interval '1 hour', 0)`,
  );

  const { lines } = startRelay({ sweeps: true });

  const bad = await eventually(async () => {
    const [row] = await sql(`select * from webhook_event where dedupe_key = 'bad' and attempts = 1`);
    return row ?? null;
  }, 5_000);
  expect(bad).toMatchObject({ applied_at: null });
  expect(lines.filter(({ level }) => level === 50)).toMatchObject([
    { place: 'stored provider events', eventId: bad.id, kind: 'SecretsError' },
  ]);
  expect(JSON.stringify(lines)).not.toContain('example.org');
  await sql('delete from webhook_event');
});

test('an idle process asks the database twice a second', async () => {
  let statements = 0;
  const watched = await openDatabase(kindword.databaseUrl, () => void (statements += 1));
  startRelay({ database: watched, sweeps: true });
  const webhookRelay = new WebhookRelay({
    database: watched,
    allowed: 'loopback',
    log: readableLog().log,
  });
  webhookRelay.start();
  stops.push(
    () => webhookRelay.stop(),
    () => watched.close(),
  );

  await eventually(() => (statements >= 3 ? true : null));
  const before = statements;
  await new Promise((resolve) => setTimeout(resolve, SECONDS_WATCHED * 1_000));

  expect(statements - before).toBeGreaterThanOrEqual(SECONDS_WATCHED - 1);
  expect(statements - before).toBeLessThanOrEqual(2 * (SECONDS_WATCHED + 1));
});
