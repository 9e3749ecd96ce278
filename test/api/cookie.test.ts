import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';
import { signInCookie } from '../support/signed-in.ts';

let kindword: TestKindword;
let practice: TestPractice;
let cookie: string;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice({ sending: 'paused' });
  cookie = await signInCookie(kindword, practice);
});
afterAll(() => kindword?.stop());

function ask(path: string, init: RequestInit = {}, headers: Record<string, string> = {}) {
  return fetch(`${kindword.url}/api/v1${path}`, { ...init, headers: { cookie, ...headers } });
}

function write(headers: Record<string, string>) {
  return ask(
    '/clients',
    {
      method: 'POST',
      body: JSON.stringify({
        firstName: 'Robin',
        lastName: 'Rowan',
        email: `robin-${randomUUID()}@example.org`,
      }),
    },
    { 'content-type': 'application/json', ...headers },
  );
}

async function end(change: string): Promise<void> {
  await kindword.database.orm.em.fork().execute(`update web_session set ${change}`);
}

test('somebody who has signed in asks the API by their cookie, and is who they are', async () => {
  const answered = await ask('/me');

  expect(answered.status).toBe(200);
  expect(await answered.json()).toMatchObject({ staffId: practice.staffId });
});

test.each([
  [{ 'sec-fetch-site': 'same-origin' }, 201],
  [{ 'sec-fetch-site': 'none' }, 201],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ origin: 'https://elsewhere.example' }, 403],
  [{ origin: 'null' }, 403],
  [{}, 403],
])('a write with a cookie is taken from our own pages alone: %j', async (headers, status) => {
  expect((await write(headers)).status).toBe(status);
});

test('a browser that is too old to say whose page asks says which host', async () => {
  expect((await write({ origin: kindword.url })).status).toBe(201);
});

test.each([
  ['it was not used for ten hours', `idle_ends_at = now() - interval '1 second'`],
  ['seven days are over', `ends_at = now() - interval '1 second'`],
  ['it was ended', 'revoked_at = now()'],
])('a session opens nothing once %s', async (_, change) => {
  cookie = await signInCookie(kindword, practice);
  await end(change);

  expect((await ask('/me')).status).toBe(401);
});

test('a session is over with the moment in which somebody leaves, or has another address', async () => {
  const desk = await practice.as(['desk']);
  const other = await practice.as(['desk']);
  const left = await signInCookie(kindword, desk);
  const moved = await signInCookie(kindword, other);

  await practice.ask('PATCH', `/staff/${desk.staffId}`, { active: false });
  await practice.ask('PATCH', `/staff/${other.staffId}`, { email: 'another@example.org' });

  cookie = left;
  expect((await ask('/me')).status).toBe(401);
  cookie = moved;
  expect((await ask('/me')).status).toBe(401);
});

test('using a session puts off its idle end; what a page asks by itself does not', async () => {
  cookie = await signInCookie(kindword, practice);
  await end(`last_used_at = now() - interval '5 minutes', idle_ends_at = now() + interval '1 minute'`);
  const idleEnd = async () => {
    const rows = await kindword.database.orm.em
      .fork()
      .execute<{ minutes: number }[]>(
        `select extract(epoch from idle_ends_at - now()) / 60 as minutes from web_session order by created_at desc limit 1`,
      );
    return Math.round(Number(rows[0]?.minutes));
  };

  await ask('/tasks?poll=1');
  expect(await idleEnd()).toBe(1);
  await ask('/tasks');
  expect(await idleEnd()).toBe(600);
});
