import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';

const EPISODE = { kind: 'podcast', name: 'Quiet Minds, episode 12' };

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
}, 120_000);
afterAll(() => kindword.stop());
beforeEach(async () => {
  practice = await kindword.practice({ sending: 'rehearsal' });
});

const add = (source: Json) => practice.call('POST', '/sources', source);
const pathsOf = ({ status, body }: { status: number; body: Json }) => [
  status,
  body.errors?.map(({ path }: Json) => path),
];

test('the same kind and name is one source, however it is written, also when it is typed at the same moment', async () => {
  const all = await Promise.all(
    ['Quiet Minds, episode 12', 'quiet minds  episode 12', 'Quiet Mínds: Episode 12'].map((name) =>
      add({ ...EPISODE, name }),
    ),
  );
  const other = await add({ ...EPISODE, kind: 'event' });

  expect(all.map(({ status }) => status).toSorted()).toEqual([200, 200, 201]);
  expect(new Set(all.map(({ body }) => body.id)).size).toBe(1);
  expect(other.status).toBe(201);
  expect((await practice.ask('GET', '/sources?kind=podcast')).items).toHaveLength(1);
});

test('a source can be a client or a colleague of this practice, each of its own kind', async () => {
  const [client, professional] = [await practice.client(), await practice.professional()];
  const elsewhere = await kindword.practice({ sending: 'rehearsal' });
  const stranger = await elsewhere.client();

  const ours = await add({ kind: 'client', name: 'Robin R', clientId: client.id });
  const theirs = await add({ kind: 'client', name: 'Robin S', clientId: stranger.id });
  const wrong = await add({ ...EPISODE, clientId: client.id, professionalId: professional.id });
  const another = await add({ kind: 'client', name: 'robin r', clientId: (await practice.client()).id });
  const plain = await add({ kind: 'client', name: 'robin r' });

  expect([ours.status, ours.body.clientId]).toEqual([201, client.id]);
  expect(pathsOf(theirs)).toEqual([422, ['clientId']]);
  expect(pathsOf(wrong)).toEqual([422, ['clientId', 'professionalId']]);
  expect(another.status).toBe(409);
  expect([plain.status, plain.body.id]).toEqual([200, ours.body.id]);
});

test('a source is named anew, or it is said who it is; a name that is taken is not', async () => {
  const professional = await practice.professional();
  const { body: surgery } = await add({ kind: 'professional', name: 'Elm Surgery' });
  await add({ kind: 'professional', name: 'Oak Surgery' });
  const patch = (change: Json) => practice.call('PATCH', `/sources/${surgery.id}`, change);

  expect((await patch({ professionalId: professional.id })).body).toMatchObject({
    name: 'Elm Surgery',
    professionalId: professional.id,
  });
  expect((await patch({ name: 'Elm Tree Surgery' })).body).toMatchObject({ name: 'Elm Tree Surgery' });
  expect((await patch({ name: 'oak surgery' })).status).toBe(409);
  expect(pathsOf(await patch({ clientId: (await practice.client()).id }))).toEqual([422, ['clientId']]);
  const elsewhere = await kindword.practice({ sending: 'rehearsal' });
  expect((await elsewhere.call('PATCH', `/sources/${surgery.id}`, { name: 'X' })).status).toBe(404);
});

test('a practitioner sees that a source is a client, and not which (S25)', async () => {
  const client = await practice.client();
  await add({ kind: 'client', name: 'Robin R', clientId: client.id });
  await add(EPISODE);
  const practitioner = await practice.as(['practitioner']);

  const { items } = await practitioner.ask('GET', '/sources');

  expect(items).toMatchObject([EPISODE, { kind: 'client', name: null, clientId: null }]);
  expect((await practitioner.call('POST', '/sources', EPISODE)).status).toBe(403);
});
