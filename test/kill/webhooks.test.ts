import { expect } from '@jest/globals';
import { type House, inOwnHouse } from '../support/killable.ts';
import { asOwner } from '../support/parts.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';

const LISTENS = { WEBHOOK_REACH: 'loopback' };
const QUIET = { WEBHOOK_REACH: 'nowhere' };
/** A lease runs out after half a minute; the test does not wait for that. */
const GIVE_BACK = `update webhook_delivery set next_try_at = now() where status = 'pending' and next_try_at < now() + interval '31 seconds'`;

/** Three failed attempts mean two minutes of backoff; the test does not wait for that either. */
const SKIP_BACKOFF = `update webhook_delivery set next_try_at = now() where status = 'pending'`;

/** An installation of which another program wants to hear who became a client. */
type Told = House & { receiver: WebhookReceiver; hook: Json };

const killed = (live: (told: Told) => Promise<void>) => async () => {
  const receiver = await WebhookReceiver.start();
  let hook: Json;
  const listenedTo = async (practice: TestPractice): Promise<TestPractice> => {
    hook = await practice.ask('POST', '/webhooks', { url: receiver.url, events: ['client.created'] });
    return practice;
  };
  try {
    await inOwnHouse(
      async (kindword) => listenedTo(await kindword.practice({ sending: 'rehearsal' })),
      (house) => live({ ...house, receiver, hook }),
      { webhookReach: 'loopback' },
    );
  } finally {
    await receiver.stop();
  }
};

async function newClients({ practice }: Told, count: number): Promise<string[]> {
  const clients = await Promise.all(Array.from({ length: count }, () => practice.client()));
  return clients.map(({ id }) => id).toSorted();
}

async function allDelivered({ practice, hook }: Told): Promise<Json[]> {
  return until(async () => {
    const { items } = await practice.ask('GET', `/webhooks/${hook.id}/deliveries?limit=200`);
    return items.every(({ status }: Json) => status === 'delivered') ? items : null;
  }, 40_000);
}

const test = sideBySide();

test(
  'killed after the commit and before anything was sent: each event arrives, once',
  killed(async (told) => {
    const { program, receiver } = told;
    await program.start(QUIET);
    const ids = await newClients(told, 8);

    await program.killAndStart(LISTENS);

    await allDelivered(told);
    expect(receiver.received.map(({ json }) => json.data.clientId).toSorted()).toEqual(ids);
  }),
);

test(
  'killed after the receiver had it and before that was written down: it comes once more, under the same id',
  killed(async (told) => {
    const { kindword, program, receiver } = told;
    receiver.manners = ['hang', 'hang'];
    await program.start(LISTENS);
    const ids = await newClients(told, 2);
    await until(() => receiver.received.length === 2);

    await program.killAndStart(LISTENS);
    await asOwner(kindword.ownerUrl, GIVE_BACK);

    await allDelivered(told);
    const arrived = Map.groupBy(receiver.received, ({ headers }) => String(headers['webhook-id']));
    expect([...arrived.values()].map((times) => times.length)).toEqual([2, 2]);
    expect([...arrived.values()].map(([first]) => first?.json.data.clientId).toSorted()).toEqual(ids);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(2);
  }),
);

test(
  'killed at random moments: nothing is lost, and what comes again has the id that it had',
  killed(async (told) => {
    const { kindword, program, receiver } = told;
    const ids: string[] = [];
    await program.start(LISTENS);
    for (let round = 0; round < 3; round += 1) {
      receiver.manners = Array.from({ length: 4 }, () => (Math.random() < 0.5 ? 500 : 'close'));
      ids.push(...(await newClients(told, 10)));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_500));
      await program.killAndStart(LISTENS);
      await asOwner(kindword.ownerUrl, GIVE_BACK);
    }
    receiver.manners = [];
    await asOwner(kindword.ownerUrl, SKIP_BACKOFF);

    await allDelivered(told);
    const arrived = Map.groupBy(receiver.received, ({ json }) => json.data.clientId as string);
    expect([...arrived.keys()].toSorted()).toEqual(ids.toSorted());
    for (const times of arrived.values())
      expect(new Set(times.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  }),
);
