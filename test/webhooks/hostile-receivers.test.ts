import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { postWebhook } from '../../worker/webhooks/post-webhook.ts';
import { newWebhookSecret } from '../../facts/webhooks/payload.ts';
import { HOSTILE_MANNERS, HostileServer, type HostileManner } from '../support/hostile-server.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

const PAYLOAD = { eventId: 'e', event: 'client.created', happenedAt: new Date(), ids: {} };
const DEADLINE_MS = 10_000;
const ROOM_MS = 3_000;
const MANNERS = Object.keys(HOSTILE_MANNERS).filter((name): name is HostileManner => name in HOSTILE_MANNERS);

const beside = sideBySide(MANNERS.length);

beside.each(MANNERS)(
  'a call settles within ten seconds, and its socket is closed, where the receiver %s',
  async (manner) => {
    const server = await HostileServer.start(manner);
    const before = performance.now();

    const result = await postWebhook({ url: server.url, secret: newWebhookSecret() }, PAYLOAD, {
      allowed: 'loopback',
      at: new Date(),
    });

    expect(performance.now() - before).toBeLessThan(DEADLINE_MS + ROOM_MS);
    expect([101, 200, 'timeout', 'closed', 'no_answer']).toContain(
      'status' in result ? result.status : result.fault,
    );
    await server.stop();
  },
);

let kindword: TestKindword;
beforeAll(async () => {
  kindword = await startKindword({ webhookReach: 'loopback' });
});
afterAll(() => kindword.stop());

test('eight receivers of one practice that switch protocols, and twenty webhooks to hanging ones, keep no other practice waiting', async () => {
  const [them, us] = [
    await kindword.practice({ sending: 'rehearsal' }),
    await kindword.practice({ sending: 'rehearsal' }),
  ];
  const hostile = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      HostileServer.start(index < 8 ? 'switches protocols' : 'says nothing'),
    ),
  );
  const quick = await WebhookReceiver.start();
  for (const { url } of hostile) await them.ask('POST', '/webhooks', { url, events: ['client.created'] });
  await us.ask('POST', '/webhooks', { url: quick.url, events: ['client.created'] });

  for (let round = 0; round < 5; round += 1) await them.client();
  await until(() => hostile.some(({ requests }) => requests > 0));
  const client = await us.client();

  await until(() => quick.received.length === 1, DEADLINE_MS - ROOM_MS);
  expect(quick.received[0]?.json.data).toEqual({ clientId: client.id });
  const heardBefore = hostile.map(({ requests }) => requests);
  await until(
    () => hostile.slice(0, 8).every(({ requests }, index) => requests > (heardBefore[index] ?? 0)),
    60_000,
  );
  for (const server of hostile) await server.stop();
  await quick.stop();
}, 120_000);

test('a receiver that asks for patience until a date is left in peace until then', async () => {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const receiver = await WebhookReceiver.start();
  const at = new Date(Date.now() + 3_600_000);
  receiver.usually = { status: 503, headers: { 'retry-after': at.toUTCString() } };
  const hook = await practice.ask('POST', '/webhooks', { url: receiver.url, events: ['client.created'] });

  await practice.client();
  const [delivery] = await until(async () => {
    const { items } = await practice.ask('GET', `/webhooks/${hook.id}/deliveries`);
    return items[0]?.answer === '503' ? items : null;
  });

  expect(Math.abs(Date.parse(delivery.nextTryAt) - at.getTime())).toBeLessThan(2_000);
  await receiver.stop();
});
