import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';

const GOOD = { url: 'https://hooks.example.org/kindword', events: ['referral.recorded'] };

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice({ sending: 'rehearsal' });
}, 120_000);
afterAll(() => kindword.stop());

const hooks = (path = '') => `/webhooks${path}`;
const pathsOf = ({ body }: { body: Json }) => body.errors.map(({ path }: Json) => path);

test('the secret is shown once: not in the list, and not to the same Idempotency-Key', async () => {
  const key = { 'Idempotency-Key': 'first-webhook' };

  const first = await practice.call('POST', hooks(), GOOD, key);
  const again = await practice.call('POST', hooks(), GOOD, key);

  expect(first.status).toBe(201);
  expect(first.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(again.body).toEqual({ ...first.body, secret: undefined });
  const { items } = await practice.ask('GET', hooks());
  expect(items).toMatchObject([{ ...GOOD, active: true }]);
  expect(JSON.stringify(items)).not.toContain('whsec_');
});

test('an event that there is not, and an address that may not be reached, are named', async () => {
  const unknown = await practice.call('POST', hooks(), {
    ...GOOD,
    events: ['referral.recorded', 'client.cured', '*'],
  });
  const inside = await practice.call('POST', hooks(), { ...GOOD, url: 'https://10.0.0.1/x' });
  const plain = await practice.call('POST', hooks(), { ...GOOD, url: 'http://hooks.example.org/' });
  const nothing = await practice.call('POST', hooks(), { url: 'mailto:me@example.org', events: [] });

  expect([unknown.status, pathsOf(unknown)]).toEqual([422, ['events.1', 'events.2']]);
  expect(unknown.body.errors[0].message).toMatch(
    /"client.cured" is no event; these are: referral.recorded, /,
  );
  expect([inside.status, pathsOf(inside)]).toEqual([422, ['url']]);
  expect([plain.status, pathsOf(plain)]).toEqual([422, ['url']]);
  expect([nothing.status, pathsOf(nothing).toSorted()]).toEqual([422, ['events', 'url']]);
});

test('one address is one webhook, and a practice has twenty at most', async () => {
  const crowded = await kindword.practice({ sending: 'rehearsal' });
  const add = (number: number) =>
    crowded.call('POST', hooks(), { ...GOOD, url: `https://hooks.example.org/${number}` });
  for (let number = 0; number < 20; number += 1) expect((await add(number)).status).toBe(201);

  expect((await add(3)).body).toMatchObject({
    status: 409,
    detail: expect.stringContaining('goes to this address already'),
  });
  expect((await add(20)).status).toBe(409);

  const { items } = await crowded.ask('GET', hooks());
  expect((await crowded.call('DELETE', hooks(`/${items[0].id}`))).status).toBe(204);
  expect((await crowded.call('DELETE', hooks(`/${items[0].id}`))).status).toBe(404);
  expect((await add(20)).status).toBe(201);
});

test('what is deleted takes with it what waited for it, and no fact fails because of that', async () => {
  const busy = await kindword.practice({ sending: 'rehearsal' });
  const hook = await busy.ask('POST', hooks(), { ...GOOD, events: ['client.created'] });

  const made = await Promise.all([
    ...Array.from({ length: 30 }, () =>
      busy.call('POST', '/clients', { firstName: 'Robin', externalRef: crypto.randomUUID() }),
    ),
    busy.call('DELETE', hooks(`/${hook.id}`)),
  ]);

  expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201, 204]));
  expect((await busy.call('GET', hooks(`/${hook.id}/deliveries`))).status).toBe(404);
});

test("another practice's webhook is unknown, and only owners may have any", async () => {
  const { id } = await practice.ask('POST', hooks(), { ...GOOD, url: 'https://hooks.example.org/mine' });
  const other = await kindword.practice({ sending: 'rehearsal' });
  const desk = await practice.as(['desk']);

  const strange = [
    await other.call('DELETE', hooks(`/${id}`)),
    await other.call('GET', hooks(`/${id}/deliveries`)),
    await other.call('POST', hooks(`/${id}/replay`)),
  ];

  expect(strange.map(({ status }) => status)).toEqual([404, 404, 404]);
  expect((await desk.call('GET', hooks())).status).toBe(403);
});
