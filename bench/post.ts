import type { AddressInfo } from 'node:net';
import type { MikroORM } from '@mikro-orm/postgresql';
import express, { type Express } from 'express';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { createApp } from '../server/http-app.ts';
import { openOrm } from '../entities/orm.ts';
import { percentile, together, type House } from './house.ts';

const AT_ONCE = 4;
const COUNT = 400;
const ROUNDS = 3;
/** As many referrers: two referrals of one referrer wait for each other, so that neither is logged twice. */
const CLIENTS = 100;
const PRACTICE_SCOPE = "select set_config('mikro.practice.id', '00000000-0000-0000-0000-000000000000', true)";

type Body = (clientId: unknown) => unknown;

/** A friend's word, logged; a person who gets in touch, with a name or without one. */
export const benchPostReferrals = (house: House) =>
  benchPost(house, 'referrals', (clientId) => ({
    learnedFrom: 'referrer',
    via: 'form',
    referrer: { clientId },
    person: { firstName: `Sam ${crypto.randomUUID()}` },
  }));

export const benchPostEnquiries = (house: House) =>
  benchPost(house, 'enquiries', (clientId) => ({
    via: 'form',
    referrer: { clientId },
    person: { firstName: `Sam ${crypto.randomUUID()}`, phone: '020 7946 0018' },
  }));

/**
 * One POST of the API against a bare Express handler with as many trivial statements in one transaction: the edge alone,
 * because what its doorbell starts happens after the answer.
 */
async function benchPost(house: House, path: string, bodyOf: Body): Promise<string[]> {
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, (_, index) =>
      house.ask('POST', '/clients', { firstName: 'Robin', email: `post-${index}@example.org` }),
    ),
  );
  await house.stopProgram();
  let next = 0;
  const body = () => bodyOf(clients[(next += 1) % CLIENTS]?.['id']);
  const statements = await countStatements(house, path, body);
  const edge = await startEdge(house, path);
  const floor = await startFloor(house, statements);
  const ours: number[][] = [];
  const bare: number[][] = [];
  await timesOf(edge.url, house.apiKey, body, 100);
  await timesOf(floor.url, house.apiKey, body, 100);
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await timesOf(floor.url, house.apiKey, body, COUNT));
    ours.push(await timesOf(edge.url, house.apiKey, body, COUNT));
  }
  await edge.stop();
  await floor.stop();
  const at = (share: number) => (times: number[]) => percentile(times, share);
  const line = (share: number, name: string): string => {
    const [mine, floors] = [ours.map(at(share)), bare.map(at(share))];
    const ratios = mine.map((ms, index) => ms / (floors[index] ?? Number.NaN));
    return `  ${name} ours ${mine.map((ms) => ms.toFixed(1)).join(' ')} ms, floor ${floors.map((ms) => ms.toFixed(1)).join(' ')} ms, ratio median ${percentile(ratios, 0.5).toFixed(2)} (at most 1.50 wanted)`;
  };
  return [
    `POST /${path} at concurrency ${AT_ONCE}, ${statements} statements in one transaction, ${COUNT} a round, ${ROUNDS} rounds in turn`,
    line(0.5, 'p50'),
    line(0.99, 'p99'),
  ];
}

async function timesOf(url: string, apiKey: string, body: () => unknown, count: number): Promise<number[]> {
  const times: number[] = [];
  await together(count, AT_ONCE, async () => {
    const startedAt = performance.now();
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify(body()),
    });
    await response.arrayBuffer();
    if (response.status !== 201) throw new Error(`${url}: ${response.status}`);
    times.push(performance.now() - startedAt);
  });
  return times;
}

/** What one POST really asks of the database, begin and commit included. */
async function countStatements(house: House, path: string, body: () => unknown): Promise<number> {
  const seen: string[] = [];
  const edge = await startEdge(house, path, (sql) => seen.push(sql));
  await timesOf(edge.url, house.apiKey, body, 1);
  seen.length = 0;
  await timesOf(edge.url, house.apiKey, body, 1);
  await edge.stop();
  if (process.env['BENCH_SHOW'] === 'statements')
    console.log(seen.map((sql) => sql.slice(0, 140)).join('\n'));
  return seen.length;
}

async function startEdge(house: House, path: string, onStatement?: (sql: string) => void) {
  const orm = await openOrm(house.databaseUrl, onStatement ? { onStatement } : {});
  const app = createApp({
    database: { orm, onSignals: () => undefined },
    publicUrl: house.api,
    mailbox: null,
    webhookReach: 'nowhere',
    hooks: { user: 'none', password: 'none' },
    probes: { temporal: async () => ({ ok: true }), mail: async () => ({ ok: true }) },
    metrics: new Registry(),
    log: pino({ level: 'silent' }),
    serves: 'everything',
  });
  return listening(app, `/api/v1/${path}`, orm);
}

/** One statement per statement of ours: a scope, one insert of a row, and trivial reads. */
async function startFloor(house: House, statements: number) {
  const orm = await openOrm(house.databaseUrl);
  const app = express();
  app.use(express.json());
  app.post('/', async (req, res) => {
    const em = orm.em.fork();
    await em.transactional(async (tx) => {
      await tx.execute(PRACTICE_SCOPE);
      await tx.execute('insert into installation (name) values (?) on conflict do nothing', [
        crypto.randomUUID(),
      ]);
      for (let index = 4; index < statements; index += 1) await tx.execute('select ?::int', [index]);
    });
    res.status(201).json(req.body);
  });
  return listening(app, '/', orm);
}

async function listening(app: Express, path: string, orm: MikroORM) {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await orm.close(true);
    },
  };
}
