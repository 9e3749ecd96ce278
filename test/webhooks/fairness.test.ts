import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '../../packages/postmark-outbox/test/support.ts';
import { WebhookRelay } from '../../worker/webhook-relay.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { asOwner } from '../support/parts.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { readableLog } from '../support/relays.ts';
import { type Received, WebhookReceiver } from '../support/webhook-receiver.ts';

const STOP_BOUND_MS = 13_000;
/** A receiver that hangs is given up after ten seconds. */
const UNANSWERED_MS = 9_000;

let kindword: TestKindword;
let busy: TestPractice;
let calm: TestPractice;
let hanging: WebhookReceiver[];
let quick: WebhookReceiver;
let relay: WebhookRelay | null = null;

beforeAll(async () => {
  kindword = await startKindword({ webhookReach: 'loopback' });
}, 120_000);
afterAll(() => kindword.stop());
beforeEach(async () => {
  [busy, calm] = await Promise.all([
    kindword.practice({ sending: 'rehearsal' }),
    kindword.practice({ sending: 'rehearsal' }),
  ]);
  quick = await WebhookReceiver.start();
  hanging = await Promise.all(Array.from({ length: 3 }, () => WebhookReceiver.start()));
  for (const receiver of hanging) receiver.usually = 'hang';
});
afterEach(async () => {
  await relay?.stop();
  relay = null;
  for (const receiver of [quick, ...hanging]) await receiver.stop();
});

function subscribe(practice: TestPractice, { url }: WebhookReceiver): Promise<Json> {
  return practice.ask('POST', '/webhooks', { url, events: ['client.created'] });
}

/** Deliveries that have been due for an hour. */
function dueFor(practice: TestPractice, webhook: Json, count: number): Promise<void> {
  return asOwner(
    kindword.ownerUrl,
    `insert into webhook_delivery (practice_id, id, webhook_id, event_id, event, payload, status, attempts, next_try_at, created_at, updated_at)
     select '${practice.practiceId}', gen_random_uuid(), '${webhook.id}', gen_random_uuid(), 'client.created', '{}', 'pending', 0,
       now() - interval '1 hour', now() - interval '1 hour', now() from generate_series(1, ${count})`,
  );
}

/** The most that were begun while one of them was still unanswered. */
function atOnce(received: readonly Received[]): number {
  const begunWith = ({ at }: Received) =>
    received.filter((other) => other.at >= at && other.at - at < UNANSWERED_MS).length;
  return Math.max(0, ...received.map(begunWith));
}

test('a practice with 2,000 due deliveries to receivers that hang keeps no other practice waiting', async () => {
  for (const receiver of hanging) await dueFor(busy, await subscribe(busy, receiver), 700);
  await subscribe(calm, quick);
  await kindword.restart({ webhookReach: 'nowhere' });
  const client = await calm.client();
  relay = new WebhookRelay({ database: kindword.database, allowed: 'loopback', log: readableLog().log });

  relay.start();

  await eventually(() => (quick.received.length === 1 ? true : null), 4_000);
  expect(quick.received[0]?.json.data).toEqual({ clientId: client.id });
  await eventually(() => (hanging.flatMap(({ received }) => received).length >= 8 ? true : null), 4_000);
  const again = await calm.client();
  await eventually(() => (quick.received.length === 2 ? true : null), 4_000);
  expect(quick.received[1]?.json.data).toEqual({ clientId: again.id });
  await eventually(() => (atOnce(hanging.flatMap(({ received }) => received)) >= 8 ? true : null), 40_000);
  expect(atOnce(hanging.flatMap(({ received }) => received))).toBe(8);
  for (const { received } of hanging) expect(atOnce(received)).toBeLessThanOrEqual(4);

  const before = Date.now();
  await relay.stop();
  expect(Date.now() - before).toBeLessThan(STOP_BOUND_MS);
}, 90_000);

/** What two hundred would take if only a tick of the relay began the next four. */
const FOUR_A_TICK_MS = 50_000;

test('a receiver that answers gets its backlog as fast as it answers, four at once', async () => {
  await kindword.restart({ webhookReach: 'loopback' });
  await dueFor(calm, await subscribe(calm, quick), 200);

  await eventually(() => (quick.received.length >= 200 ? true : null), FOUR_A_TICK_MS - 10_000);
  expect(new Set(quick.received.map(({ headers }) => headers['webhook-id'])).size).toBe(200);
}, 90_000);
