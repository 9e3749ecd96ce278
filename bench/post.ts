import express from 'express';
import { openOrm } from '../entities/orm.ts';
import { listening, postMany, referrers, startEdge, type Served } from './edge.ts';
import { percentile, type House } from './house.ts';

const AT_ONCE = 4;
const COUNT = 400;
const ROUNDS = 5;
/** As many referrers: two referrals of one referrer wait for each other, so that neither is logged twice. */
const CLIENTS = 100;

type Body = (clientId: unknown) => unknown;
/** `floor`: the statements of a floor that stays the same, whatever ours comes to need; `wanted`: at most that often it. */
type Wanted = { path: string; floor: number; wanted: number };

/** A friend's word, logged; a person who gets in touch, with a name or without one. */
export const benchPostReferrals = (house: House) =>
  benchPost(house, { path: 'referrals', floor: 20, wanted: 2 }, (clientId) => ({
    learnedFrom: 'referrer',
    via: 'form',
    referrer: { clientId },
    person: { firstName: `Sam ${crypto.randomUUID()}` },
  }));

export const benchPostEnquiries = (house: House) =>
  benchPost(house, { path: 'enquiries', floor: 30, wanted: 2.5 }, (clientId) => ({
    via: 'form',
    referrer: { clientId },
    person: { firstName: `Sam ${crypto.randomUUID()}`, phone: '020 7946 0018' },
  }));

/** One POST of the API, the edge alone, against a bare Express handler with trivial statements in one transaction. */
async function benchPost(house: House, { path, floor, wanted }: Wanted, bodyOf: Body): Promise<string[]> {
  const clients = await referrers(house, CLIENTS);
  await house.stopProgram();
  let next = 0;
  const body = () => bodyOf(clients[(next += 1) % CLIENTS]);
  const statements = await countStatements(house, path, body);
  const edge = await startEdge(house, path);
  const bare = await startFloor(house, floor);
  const measure = ({ url }: Served, count: number) =>
    postMany(url, house.apiKey, body, { count, atOnce: AT_ONCE });
  const ours: number[][] = [];
  const floors: number[][] = [];
  await measure(edge, 100);
  await measure(bare, 100);
  for (let round = 0; round < ROUNDS; round += 1) {
    floors.push(await measure(bare, COUNT));
    ours.push(await measure(edge, COUNT));
  }
  await edge.stop();
  await bare.stop();
  const line = (share: number, name: string): string => {
    const mine = ours.map((times) => percentile(times, share));
    const least = floors.map((times) => percentile(times, share));
    const ratios = mine.map((ms, index) => ms / (least[index] ?? Number.NaN));
    return `  ${name} ours ${words(mine)} ms, floor ${words(least)} ms, ratio median ${percentile(ratios, 0.5).toFixed(2)}`;
  };
  return [
    `POST /${path} at concurrency ${AT_ONCE}: ours ${statements} statements, floor ${floor}, each in one transaction; ${COUNT} a round, ${ROUNDS} rounds in turn`,
    `${line(0.5, 'p50')} (at most ${wanted.toFixed(1)} wanted)`,
    line(0.99, 'p99'),
  ];
}

function words(times: readonly number[]): string {
  return times.map((ms) => ms.toFixed(1)).join(' ');
}

/** What one POST really asks of the database, begin and commit included. */
async function countStatements(house: House, path: string, body: () => unknown): Promise<number> {
  const seen: string[] = [];
  const edge = await startEdge(house, path, (sql) => seen.push(sql));
  await postMany(edge.url, house.apiKey, body, { count: 1, atOnce: 1 });
  seen.length = 0;
  await postMany(edge.url, house.apiKey, body, { count: 1, atOnce: 1 });
  await edge.stop();
  if (process.env['BENCH_SHOW'] === 'statements')
    console.log(seen.map((sql) => sql.slice(0, 140)).join('\n'));
  return seen.length;
}

/** As many round trips: `returning` keeps the insert from being sent with the next statement, as `begin` is. */
async function startFloor(house: House, statements: number): Promise<Served> {
  const orm = await openOrm(house.databaseUrl);
  const app = express();
  app.use(express.json());
  app.post('/', async (req, res) => {
    const em = orm.em.fork();
    await em.transactional(async (tx) => {
      await tx.execute('insert into installation (name) values (?) on conflict do nothing returning name', [
        crypto.randomUUID(),
      ]);
      for (let index = 2; index < statements; index += 1) await tx.execute('select ?::int', [index]);
    });
    res.status(201).json(req.body);
  });
  return listening(app, '/', orm);
}
