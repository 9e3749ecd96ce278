import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../packages/postmark-outbox/test/support.ts';
import { SignalRelay } from '../../worker/signal-relay.ts';
import { temporalClient } from '../../worker/temporal.ts';
import { WebhookRelay } from '../../worker/webhook-relay.ts';
import { deafServer } from '../support/killable.ts';
import { cloneDatabase } from '../support/parts.ts';
import { FreezingProxy, openDatabase, readableLog } from '../support/relays.ts';

const BOUND_MS = 13_000;
const A_TICK_AND_A_HALF_MS = 1_500;
const HANGS = 'work in hand hangs while stopping; its leases run out by themselves';

type Cloned = Awaited<ReturnType<typeof cloneDatabase>>;

let cloned: Cloned;
beforeAll(async () => {
  cloned = await cloneDatabase('bounded_stop');
});

async function stopTime(relay: { stop(): Promise<void> }): Promise<number> {
  const before = Date.now();
  await relay.stop();
  return Date.now() - before;
}

function clientOf(port: number) {
  return temporalClient({ connectionOptions: { address: `127.0.0.1:${port}` }, namespace: 'default' });
}

test('relays stop within twelve seconds while the database hangs', async () => {
  const { hostname, port } = new URL(cloned.databaseUrl);
  const proxy = await FreezingProxy.start({ host: hostname, port: Number(port) });
  const behind = new URL(cloned.databaseUrl);
  behind.host = `127.0.0.1:${proxy.port}`;
  let statements = 0;
  const database = await openDatabase(behind.toString(), () => void (statements += 1));
  const { log, lines } = readableLog();
  const client = clientOf(9);
  const signals = { client, taskQueue: 'none', sweeps: true, mailbox: null };
  const relays = [
    new SignalRelay({ database, log, ...signals }),
    new WebhookRelay({ database, allowed: 'loopback', log }),
  ];
  for (const relay of relays) relay.start();
  await eventually(() => (statements >= relays.length ? true : null));
  proxy.freeze();
  await new Promise((resolve) => setTimeout(resolve, A_TICK_AND_A_HALF_MS));

  const times = await Promise.all(relays.map(stopTime));

  expect(Math.max(...times)).toBeLessThan(BOUND_MS);
  expect(lines.map(({ msg }) => msg)).toContain(HANGS);
  await proxy.close();
  await client.connection.close();
  await database.close();
}, 60_000);

test('the signal relay stops within twelve seconds while Temporal hangs', async () => {
  const deaf = await deafServer();
  const database = await openDatabase(cloned.databaseUrl);
  const { log } = readableLog();
  const client = clientOf(deaf.port);
  const relay = new SignalRelay({ database, client, taskQueue: 'none', log, sweeps: true, mailbox: null });
  const signal = { workflow: 'delivery' as const, practiceId: randomUUID(), subjectId: randomUUID() };
  relay.start();
  relay.sendNow([{ signalId: randomUUID(), ...signal }]);

  expect(await stopTime(relay)).toBeLessThan(BOUND_MS);

  await client.connection.close();
  await deaf.close();
  await database.close();
}, 60_000);
