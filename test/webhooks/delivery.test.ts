import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { announce } from '../../facts/announce.ts';
import { inTransaction, WORKFLOW_ACTOR } from '../../facts/transaction.ts';
import { BACKOFF_MS } from '../../policy/webhooks/delivery-attempt.ts';
import { WebhookRelay } from '../../worker/webhook-relay.ts';
import { Marks, rows } from '../support/everything-written.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { asOwner } from '../support/parts.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { isSigned, WebhookReceiver } from '../support/webhook-receiver.ts';
import { until } from '../support/until.ts';
import { tasksOf, type Task } from '../support/tasks.ts';

const SILENT = pino({ level: 'silent' });

let kindword: TestKindword;
let practice: TestPractice;
let receiver: WebhookReceiver;

beforeAll(async () => {
  kindword = await startKindword({ webhookReach: 'loopback' });
}, 120_000);
afterAll(() => kindword.stop());
beforeEach(async () => {
  [practice, receiver] = await Promise.all([
    kindword.practice({ sending: 'rehearsal' }),
    WebhookReceiver.start(),
  ]);
});
afterEach(() => receiver.stop());

function subscribe(events: string[], path = '/hook'): Promise<Json> {
  return practice.ask('POST', '/webhooks', { url: `${receiver.url}${path}`, events });
}

async function deliveries({ id }: { id: string }, query = ''): Promise<Json[]> {
  const { items } = await practice.ask('GET', `/webhooks/${id}/deliveries?limit=200${query}`);
  return items;
}

/** A client is the simplest thing that is announced. */
async function newClients(count: number): Promise<string[]> {
  const clients = await Promise.all(Array.from({ length: count }, () => practice.client()));
  return clients.map(({ id }) => id);
}

/** The receiver's peace is over: what waits for its next try is due. */
function hurry(set = 'next_try_at = now()'): Promise<void> {
  return asOwner(
    kindword.ownerUrl,
    `update webhook_delivery set ${set} where practice_id = '${practice.practiceId}' and status = 'pending' and answer is not null`,
  );
}

const mendTasks = (status: Task['status'] = 'open') => tasksOf(practice, { kind: 'mend_webhook' }, status);

function becomes(hook: Json, wanted: string): Promise<Json> {
  return until(async () => {
    const [delivery] = await deliveries(hook);
    return delivery?.status === wanted ? delivery : null;
  });
}

test('what happens is told to everybody who listens for it: signed, ids only, under one id', async () => {
  const hook = await subscribe(['referral.recorded', 'client.created']);
  const other = await subscribe(['referral.recorded'], '/other');
  await subscribe(['erasure.done'], '/deaf');

  const client = await practice.client();
  const referral = await practice.refer({ referrer: { clientId: client.id } });

  await until(() => receiver.received.length >= 3);
  const [told] = receiver.at('/other');
  expect(told?.json).toEqual({
    type: 'referral.recorded',
    timestamp: referral.recordedAt,
    data: { referralId: referral.id },
  });
  expect(receiver.at('/hook').map(({ json }) => json.data)).toEqual(
    expect.arrayContaining([{ clientId: client.id }, { referralId: referral.id }]),
  );
  expect(receiver.received.every((one) => isSigned(one, (one.path === '/hook' ? hook : other).secret))).toBe(
    true,
  );
  expect(receiver.received.some((one) => isSigned(one, (one.path === '/hook' ? other : hook).secret))).toBe(
    false,
  );
  const same = receiver.at('/hook').find(({ json }) => json.type === 'referral.recorded');
  expect(same?.headers['webhook-id']).toBe(told?.headers['webhook-id']);
  expect(receiver.at('/deaf')).toEqual([]);
});

test('errors, a broken connection and a redirect are tried again under the same id, until it is delivered once', async () => {
  const elsewhere = { status: 307, headers: { location: `${receiver.url}/elsewhere` } };
  receiver.manners = [{ status: 503, headers: { 'retry-after': '3600' } }, 500, 'close', elsewhere];
  const hook = await subscribe(['client.created']);
  await newClients(1);

  const busy = await until(async () => {
    const [one] = await deliveries(hook);
    return one?.answer ? one : null;
  });
  expect(new Date(busy.nextTryAt).getTime() - new Date(busy.updatedAt).getTime()).toBe(3_600_000);
  for (const answer of ['500', 'closed', '307']) {
    await hurry();
    await until(async () => (await deliveries(hook))[0]?.answer === answer);
  }
  await hurry();
  const delivered = await becomes(hook, 'delivered');

  expect(delivered).toMatchObject({ attempts: 5, nextTryAt: null });
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id']))).toEqual(
    new Set([delivered.eventId]),
  );
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  expect(receiver.received.every((one) => isSigned(one, hook.secret))).toBe(true);
  expect(receiver.at('/elsewhere')).toEqual([]);
  expect(JSON.stringify(await deliveries(hook))).not.toContain('words of the receiver');
}, 90_000);

test('a receiver that hangs is given up on after ten seconds, and keeps nobody else waiting', async () => {
  receiver.usually = 'hang';
  const deaf = await subscribe(['client.created']);
  await newClients(40);
  await until(() => receiver.received.length >= 4);
  const quick = await WebhookReceiver.start();
  await practice.ask('POST', '/webhooks', { url: quick.url, events: ['client.created'] });

  await newClients(3);

  await until(() => quick.received.length === 3, 6_000);
  await until(async () => (await deliveries(deaf)).some(({ answer }) => answer === 'timeout'));
  await quick.stop();
  await practice.ask('DELETE', `/webhooks/${deaf.id}`);
}, 60_000);

test('who answers 410 hears nothing more and somebody is asked; a replay switches it on and the task is done', async () => {
  receiver.manners = [410];
  const hook = await subscribe(['client.created', 'task.opened']);
  await newClients(1);
  await becomes(hook, 'failed');

  await newClients(1);

  const { items } = await practice.ask('GET', '/webhooks');
  expect(items).toMatchObject([{ id: hook.id, active: false }]);
  expect(await mendTasks()).toMatchObject([
    { subjectId: hook.id, why: 'not_wanted', assigneeId: practice.staffId },
  ]);
  expect(await deliveries(hook)).toMatchObject([{ status: 'failed', answer: '410', attempts: 1 }]);

  expect(await practice.ask('POST', `/webhooks/${hook.id}/replay`)).toEqual({ replayed: 1 });

  await becomes(hook, 'delivered');
  await until(async () => (await mendTasks()).length === 0);
  expect(await mendTasks('done')).toHaveLength(1);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

test('after about four days it is given up and somebody is asked, once; what was missed is played again', async () => {
  receiver.usually = 500;
  const hook = await subscribe(['client.created']);
  await newClients(3);
  await until(() => receiver.received.length >= 3);
  await until(async () => {
    await hurry(`attempts = ${BACKOFF_MS.length}, next_try_at = now()`);
    const all = await deliveries(hook);
    return all.every((one) => one.status === 'failed');
  });

  expect(await mendTasks()).toMatchObject([{ subjectId: hook.id, why: 'given_up' }]);

  receiver.usually = 200;
  expect(await practice.ask('POST', `/webhooks/${hook.id}/replay`, {})).toEqual({ replayed: 3 });
  await until(async () => (await deliveries(hook, '&status=delivered')).length === 3);
  expect(await mendTasks()).toEqual([]);
});

test('deliveries are played again one by one or since a moment; ids of nobody are named', async () => {
  const hook = await subscribe(['client.created']);
  for (let count = 0; count < 3; count += 1) await newClients(1);
  const all = await until(async () => {
    const found = await deliveries(hook, '&status=delivered');
    return found.length === 3 ? found : null;
  });
  const replay = (body: Json) => practice.call('POST', `/webhooks/${hook.id}/replay`, body);

  expect((await replay({ deliveryIds: [all[0].id] })).body).toEqual({ replayed: 1 });
  await until(async () => (await deliveries(hook, '&status=delivered')).length === 3);
  expect((await replay({ since: all[1].createdAt })).body).toEqual({ replayed: 2 });
  const unknown = await replay({ deliveryIds: [all[0].id, randomUUID(), randomUUID()] });
  const both = await replay({ deliveryIds: [all[0].id], since: all[0].createdAt });

  expect([unknown.status, unknown.body.errors.map(({ path }: Json) => path)]).toEqual([
    422,
    ['deliveryIds.1', 'deliveryIds.2'],
  ]);
  expect([both.status, both.body.errors.map(({ path }: Json) => path)]).toEqual([422, ['since']]);
  await until(() => receiver.received.length === 6);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(3);
});

test('a fact that is not committed is told to nobody', async () => {
  const hook = await subscribe(['client.created']);
  const of = { practiceId: practice.practiceId, actor: WORKFLOW_ACTOR };
  const refused = inTransaction(kindword.database, of, (tx) => {
    announce(tx, 'client.created', { clientId: randomUUID() });
    return Promise.reject(new Error('taken back'));
  });

  await expect(refused).rejects.toThrow('taken back');
  await newClients(1);

  await until(() => receiver.received.length > 0);
  expect(await deliveries(hook)).toHaveLength(1);
});

test('an installation that must stay quiet sends nothing; then several processes share what waited, each event once', async () => {
  const hook = await subscribe(['client.created']);
  await kindword.restart({ webhookReach: 'nowhere' });
  const ids = await newClients(60);
  expect((await deliveries(hook)).every(({ attempts }) => attempts === 0)).toBe(true);
  const parts = { database: kindword.database, allowed: 'loopback' as const, log: SILENT };
  const relays = Array.from({ length: 3 }, () => new WebhookRelay(parts));

  for (const relay of relays) relay.start();

  await until(async () => (await deliveries(hook, '&status=delivered')).length === 60);
  await Promise.all(relays.map((relay) => relay.stop()));
  expect(receiver.received.map(({ json }) => json.data.clientId).toSorted()).toEqual(ids.toSorted());
  await kindword.restart();
}, 90_000);

test('no name, address or word of anybody leaves, or is put down to leave (§3.6.9)', async () => {
  const marks = new Marks();
  await subscribe(['referral.recorded', 'client.created', 'task.opened', 'task.done']);
  const client = await practice.client(marks.person());
  await practice.refer({ referrer: { clientId: client.id }, person: { firstName: marks.word() } });
  await practice.refer({ referrer: { firstName: marks.word(), email: `${marks.word()}@example.org` } });
  const { items } = await until(async () => {
    const found = await practice.ask('GET', '/tasks');
    return found.items.length > 0 ? found : null;
  });
  await practice.call('POST', `/tasks/${items[0].id}/done`, { letGo: true });

  await until(() => {
    const types = receiver.received.map(({ json }) => json.type);
    return types.length >= 5 && types.includes('task.done');
  });
  const left = receiver.received.map(({ headers, body }) => `${JSON.stringify(headers)} ${body}`).join('\n');
  expect(marks.foundIn(left)).toEqual([]);
  expect(marks.foundIn(await rows(kindword.ownerUrl))).toEqual([]);
  for (const { json } of receiver.received) {
    expect(Object.keys(json)).toEqual(['type', 'timestamp', 'data']);
    expect(Object.values<string>(json.data).every((value) => /^[0-9a-f-]{36}$/.test(value))).toBe(true);
  }
});

test('what is older than thirty days is thrown away', async () => {
  const hook = await subscribe(['client.created']);
  await newClients(2);
  const [old, young] = await until(async () => {
    const found = await deliveries(hook, '&status=delivered');
    return found.length === 2 ? found : null;
  });
  await asOwner(
    kindword.ownerUrl,
    `update webhook_delivery set created_at = now() - interval '31 days' where id = '${old.id}'`,
  );
  const relay = new WebhookRelay({ database: kindword.database, allowed: 'nowhere', log: SILENT });

  relay.start();

  const left = await until(async () => {
    const found = await deliveries(hook);
    return found.length === 1 ? found : null;
  });
  await relay.stop();
  expect(left).toMatchObject([{ id: young.id }]);
});
