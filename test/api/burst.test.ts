import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { linkFor, send } from '../pages/visitor.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { connected } from '../support/parts.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { randomOf } from '../support/random.ts';

const BURST = 300;
const ROUNDS = 40;
const SHORT = { lock: 300, statement: 10_000, idleInTransaction: 10_000 };

let kindword: TestKindword;
beforeAll(async () => {
  kindword = await startKindword({ role: 'api' });
});
afterAll(() => kindword.stop());

async function numbersIn(practice: TestPractice): Promise<number[]> {
  const { items } = await practice.ask('GET', '/source-log?limit=200');
  return items.map(({ number }: Json) => number);
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

test('three hundred referrals of one practice at once: none fails, and their numbers have no gap', async () => {
  const practice = await kindword.practice();
  const client = await practice.client();
  const referral = (index: number) => ({
    learnedFrom: 'referrer',
    via: 'form',
    referrer: index % 2 === 0 ? { clientId: client.id } : { firstName: `Robin ${index}` },
    person: { firstName: `Sam ${index}` },
  });

  const answers = await Promise.all(
    Array.from({ length: BURST }, (_, index) => practice.call('POST', '/referrals', referral(index))),
  );

  const numbers = answers.map(({ body }) => Number(body.number)).toSorted((one, other) => one - other);
  expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
  expect(numbers).toEqual(upTo(BURST));
  expect(await numbersIn(practice)).toEqual(upTo(200));
});

/** How often PostgreSQL had to end a transaction of this database because two waited for one another. */
async function deadlocks(): Promise<number> {
  const [row] = await kindword.database.orm.em
    .fork()
    .execute<{ n: number }[]>(
      'select pg_stat_clear_snapshot(), deadlocks::int as n from pg_stat_database where datname = current_database()',
    );
  return row?.n ?? 0;
}

test('who says “I’ve told someone” while the desk records referrals of theirs loses nothing', async () => {
  const practice = await kindword.practice();
  const before = await deadlocks();
  const clients = await Promise.all(Array.from({ length: ROUNDS }, () => practice.client()));
  const answers = await Promise.all(
    clients.map(async ({ id: clientId }, round) => {
      const told = `${await linkFor(kindword, practice, 'referrer', clientId)}/told`;
      const refer = (name: string) =>
        practice.call('POST', '/referrals', {
          learnedFrom: 'referrer',
          via: 'phone',
          referrer: { clientId },
          person: { firstName: `${name} ${round}` },
        });
      return Promise.all([refer('Ada'), send(told), refer('Ben'), refer('Cleo')]);
    }),
  );

  expect(answers.flat().filter(({ status }) => status >= 300)).toEqual([]);
  expect(await numbersIn(practice)).toEqual(upTo(4 * ROUNDS));
  expect(await deadlocks()).toBe(before);
});

test('whatever is done to one client at the same moment, each of it is done or refused', async () => {
  const practice = await kindword.practice();
  const random = randomOf(20261129);
  const { id, email, firstName } = await practice.client();
  const enquiry = await practice.ask('POST', '/enquiries', {
    person: { firstName: 'Edda', phone: '020 7946 0000' },
    via: 'phone',
  });
  const unsubscribe = await linkFor(kindword, practice, 'unsubscribe', id);
  const post = (path: string, body: unknown) => practice.call('POST', path, body);
  const deeds: readonly (() => Promise<{ status: number }>)[] = [
    () => practice.call('PATCH', `/clients/${id}`, { phone: `020 7946 ${1000 + random.upTo(9000)}` }),
    () =>
      post(`/clients/${id}/prompt-consent`, { status: 'given', channel: 'spoken', wordingVersion: 'm5-1' }),
    () => post(`/clients/${id}/holds`, { code: 'held' }),
    () =>
      post(`/clients/${id}/sessions`, {
        at: new Date(Date.now() - random.upTo(1e10)).toISOString(),
        status: 'attended',
      }),
    () =>
      post('/referrals', {
        learnedFrom: 'referrer',
        via: 'email',
        referrer: { clientId: id },
        person: { firstName: `Sam ${random.upTo(5)}` },
      }),
    () => post('/referrals', { learnedFrom: 'referrer', via: 'email', referrer: { firstName, email } }),
    () =>
      practice.call('PATCH', `/enquiries/${enquiry.id}`, {
        person: { lastName: `Elm ${random.upTo(9000)}` },
      }),
    () => practice.call('PATCH', '/practice', { phone: `020 7946 ${1000 + random.upTo(9000)}` }),
    () => send(unsubscribe),
    () => practice.call('GET', `/clients/${id}`),
  ];

  const answers = await Promise.all(
    Array.from({ length: 200 }, () => deeds[random.upTo(deeds.length)]?.() ?? Promise.reject(new Error())),
  );

  expect(answers.filter(({ status }) => status >= 300 && status !== 409)).toEqual([]);
  const numbers = await numbersIn(practice);
  expect(numbers).toEqual(upTo(numbers.length));
});

test('who waits too long for what another change holds is told to send it again', async () => {
  await kindword.restart({ timeouts: SHORT });
  const practice = await kindword.practice();
  const { id } = await practice.client();
  const patch = () => practice.call('PATCH', `/clients/${id}`, { phone: '020 7946 0000' });

  const held = await connected(kindword.ownerUrl, async (execute) => {
    await execute('begin');
    await execute(`select 1 from client where id = '${id}' for update`);
    const answer = await patch();
    await execute('rollback');
    return answer;
  });

  expect(held.status).toBe(503);
  expect(held.headers.get('retry-after')).toBe('2');
  expect(held.body.detail).toContain('Send again with the same Idempotency-Key');
  expect((await patch()).status).toBe(200);
});

test('every connection of the program has its limits', async () => {
  const settings = await kindword.database.orm.em.fork().execute(
    `select name, setting::int as ms from pg_settings where name in
       ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout') order by name`,
  );

  expect(settings).toEqual([
    { name: 'idle_in_transaction_session_timeout', ms: SHORT.idleInTransaction },
    { name: 'lock_timeout', ms: SHORT.lock },
    { name: 'statement_timeout', ms: SHORT.statement },
  ]);
});
