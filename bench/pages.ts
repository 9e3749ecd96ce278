import { gzipSync } from 'node:zlib';
import { openSession } from '../facts/sign-in/open-session.ts';
import { inTransaction, WORKFLOW_ACTOR } from '../facts/transaction.ts';
import { STAFF_PAGES } from '../web/staff-pages.ts';
import { growPractice } from './giant.ts';
import { percentile, type House } from './house.ts';

const CLIENTS = Number(process.env['BENCH_CLIENTS'] ?? 50_000);
const LINES = Number(process.env['BENCH_LINES'] ?? CLIENTS * 2);
const ENQUIRIES = Number(process.env['BENCH_TASKS'] ?? 300);
const ROUNDS = 20;
/** A practitioner's own; what leads on to another page; and what asks first who it is. */
const NOT_AN_OWNERS: ReadonlySet<string> = new Set(['/', '/friday', '/exports']);
const LONGEST_MS = 200;
const LARGEST_KB = 100;

type Page = { path: string; p50: number; p95: number; kb: number };

/** Every page of staff without an id in its address, and one client's, in a practice of 50,000 clients and 300 tasks. */
export async function benchPages(house: House): Promise<string[]> {
  const { id } = await house.ask('GET', '/practice');
  const { staffId } = await house.ask('GET', '/me');
  const { ownerUrl = '' } = house.embedded.postgres ?? {};
  await growPractice({ ask: house.ask, ownerUrl }, String(id), { clients: CLIENTS, lines: LINES });
  await countFrom(house, String(id), LINES);
  await Promise.all(Array.from({ length: ENQUIRIES }, (_, index) => enquire(house, index)));
  const cookie = await signedIn(house, String(id), String(staffId));
  const base = new URL(house.api).origin;
  const { items } = await house.ask('GET', '/clients?limit=1');
  const [client] = items as { id: string }[]; // oxlint-disable-line typescript/no-unsafe-type-assertion -- a list of the API
  const paths: string[] = STAFF_PAGES.map(({ address }) => address).filter(
    (address) => !address.includes(':') && !NOT_AN_OWNERS.has(address),
  );
  const floor = await measured(base, '/api/v1/me', cookie);
  const pages: Page[] = [];
  for (const path of [...paths, `/clients/${client?.id}`]) pages.push(await measured(base, path, cookie));
  const search = await measuredSearch(house);
  const slow = pages.filter(({ p95 }) => p95 > LONGEST_MS);
  const large = pages.filter(({ kb }) => kb > LARGEST_KB);
  return [
    `${CLIENTS} clients, ${LINES} lines, ${ENQUIRIES} open enquiries; over HTTP on loopback, one at a time`,
    `floor (GET /me with the same cookie): ${floor.p50.toFixed(1)} ms`,
    ...pages.map(
      ({ path, p50, p95, kb }) =>
        `  ${path}: ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, ${(p50 / floor.p50).toFixed(1)} floors, ${kb.toFixed(0)} KB compressed`,
    ),
    `search: p50 ${search.p50.toFixed(0)} ms, p95 ${search.p95.toFixed(0)} ms (50 wanted)`,
    `over ${LONGEST_MS} ms at p95: ${slow.map(({ path }) => path).join(', ') || 'none'}; over ${LARGEST_KB} KB: ${large.map(({ path }) => path).join(', ') || 'none'}`,
  ];
}

/** The lines of the log were written past the counter of their numbers. */
async function countFrom({ kindword }: House, practiceId: string, value: number): Promise<void> {
  await inTransaction(kindword.database, { practiceId, actor: WORKFLOW_ACTOR }, ({ em }) =>
    em.execute(
      `insert into counter (practice_id, name, value) values (?, 'source_log', ?)
       on conflict (practice_id, name) do update set value = excluded.value`,
      [practiceId, value],
    ),
  );
}

async function enquire({ ask }: House, index: number): Promise<void> {
  await ask('POST', '/enquiries', {
    person: { firstName: `Sam${index}`, phone: '020 7946 0018' },
    via: 'phone',
  });
}

function signedIn({ kindword }: House, practiceId: string, staffId: string): Promise<string> {
  const of = { practiceId, actor: { kind: 'staff' as const, staffId } };
  return inTransaction(kindword.database, of, async (tx) => `kw=${await openSession(tx, staffId, 'Bench')}`);
}

async function measured(base: string, path: string, cookie: string): Promise<Page> {
  const times: number[] = [];
  let kb = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const startedAt = performance.now();
    const response = await fetch(`${base}${path}`, {
      headers: { cookie, accept: 'text/html, application/json' },
    });
    const text = await response.text();
    if (round > 0) times.push(performance.now() - startedAt);
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    kb = gzipSync(text).length / 1_024;
  }
  return { path, p50: percentile(times, 0.5) ?? 0, p95: percentile(times, 0.95) ?? 0, kb };
}

async function measuredSearch({ ask }: House): Promise<{ p50: number; p95: number }> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const startedAt = performance.now();
    await ask('POST', '/search', { q: `ro${'abcdefghij'.charAt(round % 10)}` });
    if (round > 0) times.push(performance.now() - startedAt);
  }
  return { p50: percentile(times, 0.5) ?? 0, p95: percentile(times, 0.95) ?? 0 };
}
