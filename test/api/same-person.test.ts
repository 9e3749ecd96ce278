import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { importFile } from '../support/import-file.ts';
import type { Json, TestPractice } from '../support/practice.ts';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
}, 120_000);
afterAll(() => kindword.stop());
beforeEach(async () => {
  practice = await kindword.practice();
});

const add = (client: Record<string, unknown>) => practice.call('POST', '/clients', client);
const clients = async () => (await practice.ask('GET', '/clients?limit=200')).items as Json[];
const merge = (away: string, into: string) =>
  practice.call('POST', `/clients/${away}/merge`, { intoClientId: into });
const consent = (id: string, status: string) =>
  practice.ask('POST', `/clients/${id}/prompt-consent`, { status, channel: 'form', wordingVersion: '1' });
const mailboxTasks = async () =>
  ((await practice.ask('GET', '/tasks?limit=200')).items as Json[]).filter(
    ({ kind, status }) => kind === 'shared_mailbox' && status === 'open',
  );

const HAY = { firstName: 'Robert', lastName: 'Hay', email: 'robert.hay@example.org' };

test('the same person again answers with the first record, unchanged', async () => {
  const first = await add(HAY);
  const same = await add(HAY);
  const corrected = await add({ ...HAY, firstName: 'Rob', email: 'Robert.Hay@Example.org' });
  const noName = await add({ firstName: 'Robin', email: 'robin@example.org' });
  const noNameAgain = await add({ firstName: 'Robin', email: 'robin@example.org' });

  expect([first, same, corrected, noName, noNameAgain].map(({ status }) => status)).toEqual([
    201, 200, 200, 201, 200,
  ]);
  expect([same.body.id, corrected.body.id]).toEqual([first.body.id, first.body.id]);
  expect(corrected.body.firstName).toBe('Robert');
  expect(await clients()).toHaveLength(2);
});

test('a reference is one person: the first is answered, and somebody else under it is refused', async () => {
  const first = await add({ ...HAY, externalRef: 'REF7' });

  const again = await add({ ...HAY, email: 'new@example.org', externalRef: 'REF7' });
  const other = await add({
    firstName: 'Petra',
    lastName: 'Lund',
    email: 'petra@example.org',
    externalRef: 'REF7',
  });

  expect([again.status, again.body.id]).toEqual([200, first.body.id]);
  expect(other.status).toBe(409);
  expect(other.body.detail).toMatch(/REF7/);
});

test('whoever is only like somebody is added with whom they may be, and a task says that they share a mailbox', async () => {
  const first = await add({ ...HAY, phone: '+44 7700 900123' });

  const housemate = await add({ firstName: 'Marek', lastName: 'Lis', email: HAY.email });
  const namesake = await add({
    firstName: 'Bob',
    lastName: 'Hay',
    email: 'bob@example.org',
    phone: '07700 900 123',
  });
  const distinct = await add({ ...HAY, firstName: 'Ann', distinct: true });
  const stranger = await add({ firstName: 'Ada', email: 'ada@example.org' });

  expect(
    [housemate, namesake, distinct].map(({ status, body }) => [status, body.possibleDuplicateOf]),
  ).toEqual([
    [201, first.body.id],
    [201, first.body.id],
    [201, first.body.id],
  ]);
  expect(stranger.body).not.toHaveProperty('possibleDuplicateOf');
  const tasks = await mailboxTasks();
  expect(tasks.map(({ clientId, subjectId }) => [clientId, subjectId]).toSorted()).toEqual(
    [
      [housemate.body.id, first.body.id],
      [distinct.body.id, first.body.id],
    ].toSorted(),
  );
  expect(tasks[0]?.words).toMatch(/Robert Hay.*one e-mail address.*One person\? Merge/);
});

test('two records become one: facts move, the stricter consent wins, holds stay, and the old id says where it went', async () => {
  const into = (await add({ ...HAY, externalRef: 'A' })).body.id as string;
  const away = (await add({ firstName: 'Rob', email: HAY.email, phone: '07700 900123', externalRef: 'B' }))
    .body.id as string;
  const at = '2026-03-02T10:00:00.000Z';
  await consent(into, 'given');
  await consent(away, 'declined');
  await practice.ask('POST', `/clients/${into}/sessions`, { at, status: 'attended' });
  await practice.ask('POST', `/clients/${away}/sessions`, { at, status: 'attended', externalRef: 'S1' });
  await practice.ask('POST', `/clients/${away}/sessions`, { at: '2026-03-09T10:00:00.000Z', status: 'dna' });
  await practice.ask('POST', `/clients/${away}/holds`, { code: 'unpaid' });
  const referral = await practice.ask('POST', '/referrals', {
    learnedFrom: 'referrer',
    referrer: { clientId: away },
    via: 'phone',
    person: { firstName: 'Kim' },
  });
  const sent = await practice.ask('POST', '/enquiries', {
    person: { firstName: 'Lee', email: 'lee@example.org' },
    referrer: { clientId: away },
    via: 'phone',
  });

  const merged = await merge(away, into);
  const again = await merge(away, into);

  expect(merged).toMatchObject({
    status: 200,
    body: {
      id: into,
      firstName: 'Robert',
      phone: '07700 900123',
      externalRef: 'A',
      promptConsent: 'declined',
    },
  });
  expect(again).toMatchObject({ status: 200, body: { id: into } });
  const sessions = (await practice.ask('GET', `/clients/${into}/sessions`)).items as Json[];
  expect(sessions.map(({ status, externalRef }) => [status, externalRef]).toSorted()).toEqual([
    ['attended', 'S1'],
    ['dna', null],
  ]);
  expect(await practice.ask('GET', `/referrals/${referral.id}`)).toMatchObject({
    referrer: { clientId: into },
  });
  expect(await practice.ask('GET', `/enquiries/${sent.id}`)).toMatchObject({ source: { kind: 'client' } });
  expect(await practice.ask('GET', `/clients/${away}`)).toMatchObject({
    mergedInto: into,
    firstName: 'Robert',
  });
  const late = await practice.call('POST', `/clients/${away}/holds`, { code: 'unpaid' });
  expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining(into)]);
  expect(await clients()).toHaveLength(1);
  expect(await mailboxTasks()).toEqual([]);
  const exported = await practice.ask('GET', `/people/export?clientId=${away}`);
  expect(JSON.stringify(exported)).toMatch(/"holds":\[\{"since"/);
});

test('a file goes on knowing both references of somebody who was two records', async () => {
  const into = (await add({ ...HAY, externalRef: 'A' })).body.id as string;
  const away = (await add({ firstName: 'Marek', email: HAY.email, externalRef: 'B' })).body.id as string;
  await merge(away, into);

  const file = `ID,First name,Last name,Email\nA,Robert,Hay,${HAY.email}\nB,Marek,,${HAY.email}\n`;
  const first = await importFile(practice, 'clients', file);
  const sessions = await importFile(
    practice,
    'sessions',
    'Patient ID,Date,Status\nB,02/03/2026 10:00,Attended\n',
  );

  expect(first.body).toMatchObject({ created: 0, failed: 0, unchanged: 2 });
  expect(sessions.body).toMatchObject({ created: 1 });
  expect(await clients()).toMatchObject([{ id: into, externalRef: 'A', firstName: 'Robert' }]);
});

test('a yes of the record that is gone is no yes of the other: somebody asks', async () => {
  const into = (await add(HAY)).body.id as string;
  const away = (await add({ firstName: 'Rob', email: 'rob@example.org' })).body.id as string;
  await consent(away, 'given');

  const { body } = await merge(away, into);

  expect(body.promptConsent).toBe('not_asked');
  const tasks = (await practice.ask('GET', '/tasks')).items as Json[];
  expect(tasks).toContainEqual(expect.objectContaining({ kind: 'ask_consent', clientId: into }));
});

test('nobody is merged into themselves, into nobody, or into another practice', async () => {
  const id = (await add(HAY)).body.id as string;
  const elsewhere = await kindword.practice();
  const { id: theirs } = await elsewhere.client({});

  expect((await merge(id, id)).status).toBe(422);
  expect((await merge(id, theirs)).status).toBe(404);
  expect((await merge(theirs, id)).status).toBe(404);
  expect(await clients()).toMatchObject([{ id, firstName: 'Robert' }]);
});

test('the source of the record that is gone is kept, and who came through it came through the other', async () => {
  const into = (await add(HAY)).body.id as string;
  const away = (await add({ firstName: 'Rob', email: 'rob@example.org' })).body.id as string;
  const friend = (await add({ firstName: 'Kim', email: 'kim@example.org' })).body.id as string;
  await practice.ask('POST', '/intake', { clientId: away, answer: 'Google', sourceKind: 'search' });
  await practice.ask('POST', '/intake', {
    clientId: friend,
    answer: 'Rob',
    referrer: { clientId: away },
  });

  await merge(away, into);

  expect(await practice.ask('GET', `/clients/${into}`)).toMatchObject({
    source: { kind: 'search' },
    generation: 0,
  });
  expect(await practice.ask('GET', `/clients/${friend}`)).toMatchObject({
    source: { kind: 'client', clientId: into },
    generation: 1,
  });
});
