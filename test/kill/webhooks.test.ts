import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '../../packages/postmark-outbox/test/support.ts';
import { Killable } from '../support/killable.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { asOwner } from '../support/parts.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

const LISTENS = { WEBHOOK_REACH: 'loopback' };
const QUIET = { WEBHOOK_REACH: 'nowhere' };
/** A lease runs out after half a minute; the test does not wait for that. */
const GIVE_BACK = `update webhook_delivery set next_try_at = now() where status = 'pending' and next_try_at < now() + interval '31 seconds'`;

/** Three failed attempts mean two minutes of backoff; the test does not wait for that either. */
const SKIP_BACKOFF = `update webhook_delivery set next_try_at = now() where status = 'pending'`;

let kindword: TestKindword;
let practice: TestPractice;
let program: Killable;
let receiver: WebhookReceiver;
let hook: Json;

beforeAll(async () => {
  kindword = await startKindword({ webhookReach: 'loopback' });
  practice = await kindword.practice({ sending: 'rehearsal' });
  receiver = await WebhookReceiver.start();
  hook = await practice.ask('POST', '/webhooks', { url: receiver.url, events: ['client.created'] });
  await kindword.stopProgram();
  program = new Killable(kindword);
}, 120_000);
afterAll(async () => {
  await receiver.stop();
  await kindword.stop();
});
beforeEach(() => {
  receiver.received.length = 0;
});
afterEach(() => program.kill());

async function newClients(count: number): Promise<string[]> {
  const clients = await Promise.all(Array.from({ length: count }, () => practice.client()));
  return clients.map(({ id }) => id).toSorted();
}

async function allDelivered(): Promise<Json[]> {
  return eventually(async () => {
    const { items } = await practice.ask('GET', `/webhooks/${hook.id}/deliveries?limit=200`);
    return items.every(({ status }: Json) => status === 'delivered') ? items : null;
  }, 40_000);
}

test('killed after the commit and before anything was sent: each event arrives, once', async () => {
  await program.start(QUIET);
  const ids = await newClients(8);

  await program.killAndStart(LISTENS);

  await allDelivered();
  expect(receiver.received.map(({ json }) => json.data.clientId).toSorted()).toEqual(ids);
}, 90_000);

test('killed after the receiver had it and before that was written down: it comes once more, under the same id', async () => {
  receiver.manners = ['hang', 'hang'];
  await program.start(LISTENS);
  const ids = await newClients(2);
  await eventually(() => (receiver.received.length === 2 ? true : null));

  await program.killAndStart(LISTENS);
  await asOwner(kindword.ownerUrl, GIVE_BACK);

  await allDelivered();
  const arrived = Map.groupBy(receiver.received, ({ headers }) => String(headers['webhook-id']));
  expect([...arrived.values()].map((times) => times.length)).toEqual([2, 2]);
  expect([...arrived.values()].map(([first]) => first?.json.data.clientId).toSorted()).toEqual(ids);
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(2);
}, 90_000);

test('killed at random moments: nothing is lost, and what comes again has the id that it had', async () => {
  const ids: string[] = [];
  await program.start(LISTENS);
  for (let round = 0; round < 3; round += 1) {
    receiver.manners = Array.from({ length: 4 }, () => (Math.random() < 0.5 ? 500 : 'close'));
    ids.push(...(await newClients(10)));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_500));
    await program.killAndStart(LISTENS);
    await asOwner(kindword.ownerUrl, GIVE_BACK);
  }
  receiver.manners = [];
  await asOwner(kindword.ownerUrl, SKIP_BACKOFF);

  await allDelivered();
  const arrived = Map.groupBy(receiver.received, ({ json }) => json.data.clientId as string);
  expect([...arrived.keys()].toSorted()).toEqual(ids.toSorted());
  for (const times of arrived.values())
    expect(new Set(times.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
}, 120_000);
