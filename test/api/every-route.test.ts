import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Client } from '../../entities/client.ts';
import { ownKeyHash } from '../../entities/crypto/look-up.ts';
import { IdempotencyKey } from '../../entities/idempotency-key.ts';
import { inTransaction } from '../../facts/transaction.ts';
import { handOver, mailPayload } from '../inbound-mail/post-mail.ts';
import { minutesFromNow } from '../support/clock.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Answered, Json, TestPractice } from '../support/practice.ts';
import { Document } from './support/document.ts';
import { allowConnections, dumpTables } from '../support/tables.ts';
import { until } from '../support/until.ts';

const NEVER = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11';
const LEAKS = /\bat .+\.(ts|js):\d|node_modules|select |insert |constraint|Exception|MikroORM|postgres/i;

/** The front desk alone: nothing changes unless it is asked to. */
let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword({ role: 'api' });
  practice = await kindword.practice();
});
afterAll(() => kindword.stop());

function keyed(key: string): Record<string, string> {
  return { 'Idempotency-Key': key };
}

const paths = (answered: Answered): string[] => answered.body.errors.map(({ path }: Json) => path);

test('the same key and body get the same answer, asked ten times at once and after a restart; one referral is kept', async () => {
  const ours = await kindword.practice();
  const client = await ours.client();
  const body = {
    learnedFrom: 'referrer',
    via: 'phone',
    referrer: { clientId: client.id },
    person: { firstName: 'Sam' },
    distinct: true,
  };

  const atOnce = await Promise.all(
    Array.from({ length: 10 }, () => ours.call('POST', '/referrals', body, keyed('form-1'))),
  );
  await kindword.restart();
  const later = await ours.call('POST', '/referrals', body, keyed('form-1'));
  const other = await ours.call('POST', '/referrals', { ...body, via: 'email' }, keyed('form-1'));
  const elsewhere = await ours.call(
    'POST',
    '/clients',
    { firstName: 'Sam', externalRef: 'x' },
    keyed('form-1'),
  );

  expect([...atOnce, later].map(({ status }) => status)).toEqual(Array.from({ length: 11 }, () => 201));
  expect(new Set([...atOnce, later].map(({ body: answer }) => JSON.stringify(answer))).size).toBe(1);
  expect((await ours.ask('GET', '/referrals')).items).toHaveLength(1);
  expect([other.status, elsewhere.status]).toEqual([409, 409]);
});

test('a conflict with somebody else is no obstacle to hearing the same answer again', async () => {
  const body = { url: `https://hooks.example.org/${randomUUID()}`, events: ['client.created'] };

  const atOnce = await Promise.all(
    Array.from({ length: 5 }, () => practice.call('POST', '/webhooks', body, keyed(body.url))),
  );
  const without = await practice.call('POST', '/webhooks', body);

  expect(atOnce.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  expect(without.status).toBe(409);
});

test("a key is a practice's own", async () => {
  const other = await kindword.practice();
  const body = { firstName: 'Robin', externalRef: 'r-1' };

  const first = await practice.call('POST', '/clients', body, keyed('shared'));
  const second = await other.call('POST', '/clients', body, keyed('shared'));

  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body.id).not.toBe(first.body.id);
});

test('a secret is handed out once, and is in no stored answer', async () => {
  const ask = () =>
    practice.call('POST', `/staff/${practice.staffId}/api-keys`, { label: 'tool' }, keyed('secret'));

  const first = await ask();
  const again = await ask();
  const em = kindword.database.orm.em.fork();
  em.setFilterParams('practice', { id: practice.practiceId });
  const kept = await em.transactional((tx) =>
    tx.findOneOrFail(IdempotencyKey, { key: ownKeyHash(practice.staffId, 'secret') }),
  );

  expect(first.body.apiKey).toMatch(/^kw_/);
  expect(again).toMatchObject({ status: 201, body: { id: first.body.id, label: 'tool' } });
  expect(again.body.apiKey).toBeUndefined();
  expect(kept.answer).not.toContain('kw_');
});

test.each([
  [
    'POST',
    '/clients',
    { firstName: '', birthYear: 1, colour: 'blue', practitionerId: 'x' },
    ['firstName', 'birthYear', 'practitionerId', 'colour', 'email'],
  ],
  [
    'POST',
    '/clients',
    {
      firstName: '\u0000',
      lastName: '\ud800',
      email: `${'x'.repeat(65)}@example.org`,
      plannedEndOn: '2026-02-30',
    },
    ['firstName', 'lastName', 'email', 'plannedEndOn'],
  ],
  [
    'POST',
    '/referrals',
    {
      learnedFrom: 'nobody',
      via: 'dove',
      referrer: { firstName: '', email: 'x' },
      person: {},
      receivedAt: 'then',
    },
    ['learnedFrom', 'referrer.firstName', 'referrer.email', 'person.firstName', 'via', 'receivedAt'],
  ],
  ['POST', '/referrals/:id/acknowledgement', { addLine: '', byHand: 'pigeon' }, ['addLine', 'byHand']],
  [
    'PATCH',
    '/practice',
    { timezone: '', locale: '!', currency: 'pounds', website: 'https://a b', sending: 'maybe' },
    ['timezone', 'locale', 'currency', 'website', 'sending'],
  ],
  [
    'GET',
    '/referrals?limit=0&cursor=%00&updatedSince=x&referrer=y&overdue=z&from=0',
    undefined,
    ['query.limit', 'query.cursor', 'query.updatedSince', 'query.referrer', 'query.overdue', 'query.from'],
  ],
])('every wrong field is listed once: %s %s %j', async (method, path, body, wrong) => {
  const answered = await practice.call(method, path.replace(':id', NEVER), body);

  expect(answered.status).toBe(422);
  expect(paths(answered).toSorted()).toEqual(wrong.toSorted());
});

test.each(['0', '201', '-1', '1e1', '', ' 5', '0x10', '9999999999', '1&limit=2'])(
  'limit=%s is refused',
  async (limit) => {
    const answered = await practice.call('GET', `/clients?limit=${limit}`);

    expect([answered.status, paths(answered)]).toEqual([422, ['query.limit']]);
  },
);

test('times that have not come are refused, clocks that differ by minutes are not', async () => {
  const client = await practice.client();
  const refer = (receivedAt: string) =>
    practice.call('POST', '/referrals', {
      learnedFrom: 'referrer',
      via: 'phone',
      referrer: { clientId: client.id },
      receivedAt,
    });

  expect(await refer(minutesFromNow(6))).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'receivedAt' }] },
  });
  expect((await refer(minutesFromNow(4))).status).toBe(201);
});

test('pages hold everybody who was there once, in one order, while others are added', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }),
      async (people, limits) => {
        const ours = await kindword.practice();
        const there: string[] = [];
        for (let index = 0; index < people; index += 1) there.push((await ours.client()).id);

        const seen: string[] = [];
        let cursor: string | null = null;
        for (let page = 0; page === 0 || cursor !== null; page += 1) {
          const limit = limits[page % limits.length];
          const answer: Json = await ours.ask(
            'GET',
            `/clients?limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`,
          );
          seen.push(...answer.items.map(({ id }: Json) => id));
          cursor = answer.nextCursor;
          await ours.client();
        }

        expect(seen).toEqual(there.toReversed());
      },
    ),
    { numRuns: 8 },
  );
});

test('who comes back with the last change misses nothing, however long a change takes to be kept', async () => {
  const ours = await kindword.practice();
  const ids: string[] = [];
  for (let index = 0; index < 6; index += 1) ids.push((await ours.client()).id);
  const known = new Map<string, string>();
  let since = '2000-01-01T00:00:00.000Z';
  const readOn = async () => {
    for (let cursor: string | null = ''; cursor !== null;) {
      const answer: Json = await ours.ask(
        'GET',
        `/clients?limit=2&updatedSince=${since}${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      for (const { id, stage, updatedAt } of answer.items) {
        known.set(id, stage);
        if (updatedAt > since) since = updatedAt;
      }
      cursor = answer.nextCursor;
    }
  };

  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ slow: fc.nat(5), quick: fc.array(fc.nat(5), { maxLength: 3 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
      async (rounds) => {
        for (const { slow, quick } of rounds) {
          const change = beginChange(ours, ids[slow] ?? '', randomUUID());
          await change.begun;
          for (const index of quick.filter((one) => one !== slow))
            await ours.ask('PATCH', `/clients/${ids[index]}`, { stage: randomUUID() });
          await readOn();
          change.commit();
          await change.done;
          await readOn();
        }
        const now = await ours.ask('GET', '/clients');
        await until(async () => {
          await readOn();
          return now.items.every(({ id, stage }: Json) => known.get(id) === stage) || null;
        });
      },
    ),
    { numRuns: 10 },
  );
});

/** A change whose transaction stays open until it is told to end. */
function beginChange(ours: TestPractice, clientId: string, stage: string) {
  const begun = Promise.withResolvers<void>();
  const commit = Promise.withResolvers<void>();
  const of = { practiceId: ours.practiceId, actor: { kind: 'staff' as const, staffId: ours.staffId } };
  const done = inTransaction(kindword.database, of, async (tx) => {
    const client = await tx.em.findOneOrFail(Client, { id: clientId });
    begun.resolve();
    await commit.promise;
    client.stage = stage;
    client.updatedAt = tx.now;
  });
  return { begun: begun.promise, commit: () => commit.resolve(), done };
}

test("another practice's ids and ids that never were get the very same answer, on every route", async () => {
  const theirs = await kindword.practice();
  const client = await theirs.client();
  const referral = await theirs.refer({ referrer: { clientId: client.id } });
  const professional = await theirs.professional();
  const ids: Record<string, string> = {
    clients: client.id,
    referrals: referral.id,
    professionals: professional.id,
    staff: theirs.staffId,
  };
  const document = await Document.read(kindword.url);

  for (const { name, method, path, operation } of document.operations.filter(
    (one) => one.needsKey && one.path.includes('{'),
  )) {
    const collection = path.split('/')[3] ?? '';
    const schema = operation.requestBody?.content['application/json']?.schema;
    const body =
      method === 'GET' || method === 'DELETE'
        ? undefined
        : (schema?.example ?? document.schemas[schema?.$ref?.split('/').at(-1)]?.example);
    const asking = (id: string) =>
      practice.call(
        method,
        path
          .slice('/api/v1'.length)
          .replace(/\{\w+\}/, id)
          .replace(/\{\w+\}/, NEVER),
        body,
      );

    const [other, never] = [await asking(ids[collection] ?? randomUUID()), await asking(NEVER)];

    expect([name, other.status, other.body]).toEqual([name, 404, never.body]);
    expect(never.status).toBe(404);
  }
});

test('GET changes nothing, anywhere', async () => {
  const client = await practice.client();
  const referral = await practice.refer({ referrer: { clientId: client.id } });
  const professional = await practice.professional();
  const ids: Record<string, string> = {
    clients: client.id,
    referrals: referral.id,
    professionals: professional.id,
    staff: practice.staffId,
  };
  const document = await Document.read(kindword.url);
  const before = await until(async () => {
    const tables = await dumpTables(kindword.ownerUrl);
    return tables['workflow_signal']?.startsWith('0 ') ? tables : null;
  });

  for (const { path } of document.operations.filter(({ method }) => method === 'GET')) {
    const filled = path.replaceAll(
      /([\w-]+)\/\{\w+\}/g,
      (_, collection: string) => `${collection}/${ids[collection] ?? NEVER}`,
    );
    await fetch(`${kindword.url}${filled}`, { headers: { authorization: `Bearer ${practice.apiKey}` } });
    await fetch(`${kindword.url}${filled}`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${practice.apiKey}` },
    });
  }

  expect(await dumpTables(kindword.ownerUrl)).toEqual(before);
});

test('a detail that refers to somebody can be taken back', async () => {
  const client = await practice.client({ practitionerId: practice.staffId });

  const changed = await practice.call('PATCH', `/clients/${client.id}`, { practitionerId: null });

  expect(changed).toMatchObject({ status: 200, body: { practitionerId: null } });
});

test('a deputy is one of the desk, and the owner on the days when the owner is away', async () => {
  const ours = await kindword.practice();
  const deputy = await ours.as(['deputy']);
  const change = () => deputy.call('PATCH', '/practice', { website: 'https://willow.example' });

  const refused = await change();
  const asDesk = await deputy.call('GET', '/messages');
  const absence = await ours.ask('POST', `/staff/${ours.staffId}/absences`, {
    from: '2020-01-01',
    to: '2100-01-01',
  });
  const allowed = await change();
  const me = await deputy.ask('GET', '/me');
  await deputy.ask('DELETE', `/staff/${ours.staffId}/absences/${absence.id}`);
  const over = await change();

  expect(refused).toMatchObject({
    status: 403,
    body: { detail: 'Only owner, deputy (while the owner is away), agency may do this.' },
  });
  expect([asDesk.status, allowed.status, over.status]).toEqual([200, 200, 403]);
  expect(me).toMatchObject({ roles: ['deputy'], actsAs: ['owner'] });
});

test('many wrong keys from one address are slowed down; a good key from there still opens', async () => {
  const wrong = () => fetch(`${kindword.url}/api/v1/me`, { headers: { authorization: 'Bearer kw_wrong' } });
  let last = await wrong();
  for (let times = 1; times < 120 && last.status === 401; times += 1) last = await wrong();

  expect([last.status, last.headers.get('retry-after')]).toEqual([429, '60']);
  expect((await practice.call('GET', '/me')).status).toBe(200);
});

test('the source log is JSON by pages, and as CSV the whole of it', async () => {
  const ours = await kindword.practice();
  const client = await ours.client();
  for (const firstName of ['Ann', 'Ben', 'Cat'])
    await ours.refer({ referrer: { clientId: client.id }, person: { firstName } });
  const hops = [{ kind: 'professional' }, { kind: 'client', clientId: client.id }];
  await ours.ask('POST', '/source-log/3/corrections', { hops });

  const json = await ours.call('GET', '/source-log?limit=2');
  const csv = await ours.call('GET', '/source-log?limit=1', undefined, { accept: 'text/csv' });
  const rest = await ours.ask('GET', `/source-log?cursor=${json.body.nextCursor}`);

  expect([...json.body.items, ...rest.items].map(({ number }: Json) => number)).toEqual([1, 2, 3, 4]);
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect([json, csv].map(({ headers }) => headers.get('vary'))).toEqual(['Accept', 'Accept']);
  expect(
    csv.body
      .trim()
      .split('\n')
      .map((line: string) => line.split(',')[0]),
  ).toEqual(['number', '1', '2', '3', '4']);
  expect(csv.body).toContain(`,professional client:${client.id},`);
});

test('a body that a route does not look at is compared too: the same key with another one is refused', async () => {
  const ours = await kindword.practice();
  const { id } = await ours.client();
  const post = (key: string, body?: unknown, headers = {}) =>
    ours.call('POST', `/clients/${id}/links/revoked`, body, { ...keyed(key), ...headers });

  const first = await post('one', { note: 'a' });
  const [same, other, none] = [
    await post('one', { note: 'a' }),
    await post('one', { note: 'b' }),
    await post('one'),
  ];
  const bare = await post('two');
  const empty = await post('two', '', { 'content-type': 'text/plain' });
  const large = await post('three', 'x'.repeat(1_100_000), { 'content-type': 'text/plain' });

  expect([first, same, other, none].map(({ status }) => status)).toEqual([204, 204, 409, 409]);
  expect(same.headers.get('idempotent-replay')).toBe('true');
  expect([bare.status, empty.status, empty.headers.get('idempotent-replay')]).toEqual([204, 204, 'true']);
  expect(large.status).toBe(413);
});

test('no answer to a mistake tells what we are made of, or whom we know', async () => {
  const named = await practice.client({ firstName: 'Marguerite', externalRef: 'known-1' });
  const answers = [
    await practice.call('POST', '/clients', '{bad', { 'content-type': 'application/json' }),
    await practice.call('POST', '/clients', { firstName: 'A', externalRef: 'known-1' }),
    await practice.call('PATCH', `/clients/${named.id}`, { practitionerId: NEVER }),
    await practice.call('GET', '/clients/%zz'),
    await practice.call('GET', `/clients?cursor=${'x'.repeat(300)}`),
    await practice.call('GET', '/messages?template=%00'),
    await practice.call('PUT', '/clients', {}),
    await practice.call('POST', '/clients', 'x'.repeat(1_100_000), { 'content-type': 'application/json' }),
    await practice.call('GET', `/clients?q=${'x'.repeat(20_000)}`),
  ];

  expect(answers.map(({ status }) => status)).toEqual([400, 409, 422, 400, 422, 422, 405, 413, 431]);
  for (const { body, headers } of answers) {
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(JSON.stringify(body)).not.toMatch(LEAKS);
    expect(JSON.stringify(body)).not.toContain('Marguerite');
  }
});

test('nobody sends a large file before saying who they are', async () => {
  const response = await fetch(`${kindword.url}/api/v1/imports/clients`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: 'x'.repeat(3_000_000),
  });

  expect([401, 429]).toContain(response.status);
});

test('pages for the public tell nobody apart, and a full stop after a link is no part of it', async () => {
  const at = async (path: string, method = 'GET') => {
    const response = await fetch(`${kindword.url}${path}`, { method });
    return { status: response.status, text: await response.text(), allow: response.headers.get('allow') };
  };

  const unknown = await Promise.all([
    at(`/p/${practice.slug}/posted/x`),
    at('/p/nobody/posted/x'),
    at(`/p/${practice.slug}/posted/${'y'.repeat(43)}.`),
    at(`/p/${practice.slug}/posted/x`, 'POST'),
  ]);
  const waiting = await Promise.all([at('/waiting/17'), at('/waiting/17.')]);
  const put = await at(`/p/${practice.slug}/posted/x`, 'PUT');

  expect(new Set(unknown.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(unknown[0]?.status).toBe(404);
  expect(waiting[1]).toEqual(waiting[0]);
  expect(waiting[0]?.text).toContain('number 17');
  expect([put.status, put.allow]).toEqual([405, 'GET, HEAD, POST']);
});

test('while the database is away the answer says so, and without a restart everything works again', async () => {
  await allowConnections(kindword, false);
  const body = { firstName: 'Robin', externalRef: randomUUID() };

  const away = await Promise.all([
    practice.call('POST', '/clients', body, keyed(body.externalRef)),
    practice.call('GET', '/clients'),
  ]);
  const ready = await fetch(`${kindword.url}/readyz`);
  const mail = mailPayload({
    from: 'sam@example.org',
    name: 'Sam',
    to: 'in@in.example.org',
    subject: 'Hello',
  });
  const hook = await handOver(kindword, mail);
  await allowConnections(kindword, true);
  const back = await practice.call('POST', '/clients', body, keyed(body.externalRef));

  for (const answered of away) {
    expect(answered.status).toBe(503);
    expect(answered.body.detail.toLowerCase()).toContain('send again with the same');
    expect(answered.headers.get('retry-after')).toBe('5');
  }
  expect([ready.status, ((await ready.json()) as Json).database.ok]).toEqual([503, false]);
  expect(back.status).toBe(201);
  expect([hook.status, (await handOver(kindword, mail)).status]).toEqual([503, 200]);
});

test('while Temporal is away facts are kept, and only readiness says so', async () => {
  await kindword.restart({
    role: 'all',
    temporal: { connectionOptions: { address: '127.0.0.1:9' }, namespace: 'default' },
  });
  const client = await practice.client();

  const referred = await practice.call('POST', '/referrals', {
    learnedFrom: 'referrer',
    via: 'phone',
    referrer: { clientId: client.id },
  });
  const ready = await fetch(`${kindword.url}/readyz`);
  await kindword.restart();

  expect(referred.status).toBe(201);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({
    database: { ok: true },
    temporal: { ok: false },
    mail: { ok: true },
  });
});
