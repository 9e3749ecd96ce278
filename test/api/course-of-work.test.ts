import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { minutesFromNow, today } from '../support/clock.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Answered, Json, TestPractice } from '../support/practice.ts';
import { importFile } from '../support/import-file.ts';

const NOBODY = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11';
const COUNSELLING = {
  name: 'Counselling',
  stages: [
    { name: 'First weeks', phase: 'early' },
    { name: 'Closing', phase: 'ending' },
  ],
};

/** The front desk alone: nothing changes unless it is asked to. */
let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword({ role: 'api' });
  practice = await kindword.practice();
});
afterAll(() => kindword.stop());

const paths = ({ body }: Answered): string[] => (body.errors ?? []).map(({ path }: Json) => path).toSorted();

test('a practice says what it offers, with stages under its own names', async () => {
  const ours = await kindword.practice();

  const added = await ours.call('POST', '/service-lines', COUNSELLING);
  const renamed = await ours.call('PATCH', `/service-lines/${added.body.id}`, { name: 'Talking' });
  const restaged = await ours.call('PATCH', `/service-lines/${added.body.id}`, { stages: [] });
  const list = await ours.ask('GET', '/service-lines');

  expect(added).toMatchObject({ status: 201, body: COUNSELLING });
  expect(renamed).toMatchObject({ status: 200, body: { ...COUNSELLING, name: 'Talking' } });
  expect(restaged.body).toMatchObject({ name: 'Talking', stages: [] });
  expect(list.items).toEqual([restaged.body]);
});

test('no two service lines have one name, and no two stages of a line', async () => {
  const ours = await kindword.practice();
  const first = await ours.ask('POST', '/service-lines', COUNSELLING);
  const second = await ours.ask('POST', '/service-lines', { ...COUNSELLING, name: 'Groups' });

  const again = await ours.call('POST', '/service-lines', { ...COUNSELLING, name: 'COUNSELLING' });
  const renamed = await ours.call('PATCH', `/service-lines/${second.id}`, { name: 'Counselling' });
  const itself = await ours.call('PATCH', `/service-lines/${first.id}`, { name: 'counselling' });
  const twice = await ours.call('POST', '/service-lines', {
    name: ' ',
    stages: [
      { name: 'A', phase: 'early' },
      { name: 'a', phase: 'after' },
    ],
  });
  const unknown = await ours.call('POST', '/service-lines', {
    name: 'Yoga',
    stages: [{ name: 'A', phase: 'late' }],
  });

  expect([again.status, renamed.status, itself.status]).toEqual([409, 409, 200]);
  expect([twice.status, paths(twice)]).toEqual([422, ['name', 'stages.1.name']]);
  expect([unknown.status, paths(unknown)]).toEqual([422, ['stages.0.phase']]);
});

test('a service line that nobody has is named as a wrong field, wherever it is given', async () => {
  const client = await practice.client();
  const line = await practice.ask('POST', '/service-lines', COUNSELLING);
  const work = { serviceLineId: NOBODY, practitionerId: NOBODY };

  const wrong = [
    await practice.call('POST', '/clients', { firstName: 'Robin', externalRef: 'x', ...work }),
    await practice.call('PATCH', `/clients/${client.id}`, work),
    await practice.call('POST', '/referrals', {
      learnedFrom: 'referrer',
      via: 'phone',
      referrer: { clientId: client.id },
      ...work,
    }),
  ];
  const right = await practice.call('PATCH', `/clients/${client.id}`, { serviceLineId: line.id });
  const cleared = await practice.call('PATCH', `/clients/${client.id}`, { serviceLineId: null });

  for (const answer of wrong)
    expect([answer.status, paths(answer)]).toEqual([422, ['practitionerId', 'serviceLineId']]);
  expect(right).toMatchObject({ status: 200, body: { serviceLineId: line.id } });
  expect(cleared.body.serviceLineId).toBeNull();
});

test('a client whom a file gives a service line that nobody has is kept without it, and the field is named', async () => {
  const ours = await kindword.practice();
  const line = await ours.ask('POST', '/service-lines', COUNSELLING);
  const file = `First name,Email,serviceLineId\nAna,a@example.org,${line.id}\nBea,b@example.org,${NOBODY}\n`;

  const { body } = await importFile(ours, 'clients', file);

  expect(body).toMatchObject({ created: 2, failed: 0, errors: [{ row: 3, path: 'serviceLineId' }] });
  const { items } = await ours.ask('GET', '/clients');
  const lines = items.map(({ firstName, serviceLineId }: Json) => [firstName, serviceLineId]);
  expect(Object.fromEntries(lines)).toEqual({ Ana: line.id, Bea: null });
});

test('a stage is one of the service line’s own or one of our phases; anything else is told what there is', async () => {
  const line = await practice.ask('POST', '/service-lines', { ...COUNSELLING, name: 'Stages' });
  const withLine = await practice.client({ serviceLineId: line.id });
  const without = await practice.client();
  const say = (client: Json, stage: string) =>
    practice.call('POST', `/clients/${client.id}/stage`, { stage });

  expect(await say(withLine, 'Closing')).toMatchObject({ status: 200, body: { stage: 'Closing' } });
  expect(await say(without, 'settled')).toMatchObject({ status: 200, body: { stage: 'settled' } });
  expect(await say(without, 'Closing')).toMatchObject({
    status: 422,
    body: {
      errors: [{ path: 'stage', message: 'must be one of: early, working_through, settled, ending, after' }],
    },
  });
  expect((await say(withLine, 'Middle')).body.errors[0].message).toContain('First weeks, Closing, early');
});

test('an appointment is recorded, changed by its reference or its id, and listed', async () => {
  const client = await practice.client();
  const sessions = `/clients/${client.id}/sessions`;
  const at = minutesFromNow(-60);

  const booked = await practice.call('POST', sessions, { at, status: 'booked', externalRef: 'A-1' });
  const attended = await practice.call('POST', sessions, { at, status: 'attended', externalRef: 'A-1' });
  const other = await practice.call('POST', sessions, { at, status: 'dna' });
  const moved = await practice.call('PATCH', `${sessions}/${other.body.id}`, { status: 'late_cancel' });
  const list = await practice.ask('GET', sessions);

  expect(booked).toMatchObject({
    status: 201,
    body: { at, status: 'booked', externalRef: 'A-1', imported: false },
  });
  expect(attended).toMatchObject({ status: 200, body: { id: booked.body.id, status: 'attended' } });
  expect(other).toMatchObject({ status: 201, body: { externalRef: null } });
  expect(moved).toMatchObject({ status: 200, body: { at, status: 'late_cancel' } });
  expect(list).toEqual({ items: [moved.body, attended.body], nextCursor: null });
});

test('a reference names one appointment of a client', async () => {
  const client = await practice.client();
  const sessions = `/clients/${client.id}/sessions`;
  const first = await practice.ask('POST', sessions, {
    at: minutesFromNow(-60),
    status: 'dna',
    externalRef: '1',
  });
  const second = await practice.ask('POST', sessions, { at: minutesFromNow(-50), status: 'dna' });

  const taken = await practice.call('PATCH', `${sessions}/${second.id}`, { externalRef: '1' });
  const freed = await practice.call('PATCH', `${sessions}/${first.id}`, { externalRef: null });
  const free = await practice.call('PATCH', `${sessions}/${second.id}`, { externalRef: '1' });
  const unknown = await practice.call('PATCH', `${sessions}/${NOBODY}`, { status: 'dna' });

  expect([taken.status, freed.status, free.status, unknown.status]).toEqual([409, 200, 200, 404]);
});

test.each([
  ['booked', 60, 201],
  ['cancelled', 60, 201],
  ['late_cancel', 60, 201],
  ['attended', 4, 201],
  ['attended', 6, 422],
  ['dna', 6, 422],
])('%s, %d minutes ahead: %d', async (status, minutes, expected) => {
  const client = await practice.client();

  const given = await practice.call('POST', `/clients/${client.id}/sessions`, {
    at: minutesFromNow(minutes),
    status,
  });

  expect([given.status, paths(given)]).toEqual([expected, expected === 422 ? ['at'] : []]);
});

test('a booked session cannot become attended before it begins', async () => {
  const client = await practice.client();
  const sessions = `/clients/${client.id}/sessions`;
  const { id } = await practice.ask('POST', sessions, { at: minutesFromNow(60), status: 'booked' });

  const attended = await practice.call('PATCH', `${sessions}/${id}`, { status: 'attended' });

  expect([attended.status, paths(attended)]).toEqual([422, ['at']]);
});

test('an ending makes its own milestone and answers with it; whoever comes back has ended no more', async () => {
  const client = await practice.client();
  const discharge = `/clients/${client.id}/discharge`;

  const ended = await practice.call('POST', discharge, { ending: 'planned_met', on: today(-2) });
  const dropped = await practice.call('POST', discharge, { ending: 'drop_out', on: today(-2) });
  const milestones = await practice.ask('GET', `/clients/${client.id}/milestones`);
  await practice.ask('POST', `/clients/${client.id}/sessions`, {
    at: minutesFromNow(-5),
    status: 'attended',
  });
  const back = await practice.ask('GET', `/clients/${client.id}`);

  expect(ended).toMatchObject({
    status: 200,
    body: { ending: 'planned_met', milestoneId: expect.any(String) },
  });
  expect(dropped.body).toMatchObject({ ending: 'drop_out', endedOn: today(-2) });
  expect(dropped.body).not.toHaveProperty('milestoneId');
  expect(milestones.items).toMatchObject([
    { id: ended.body.milestoneId, kind: 'discharge', occurredOn: today(-2), status: 'let_go' },
  ]);
  expect(back).toMatchObject({ ending: null, endedOn: null });
});

test('for somebody who has died nothing new is recorded, until that is corrected', async () => {
  const client = await practice.client();
  const say = (path: string, body: object) => practice.call('POST', `/clients/${client.id}/${path}`, body);
  const session = { at: minutesFromNow(-5), status: 'attended' };
  await say('discharge', { ending: 'deceased', on: today() });

  const refused = [
    await say('sessions', session),
    await say('milestones', { kind: 'goal_reached', occurredOn: today() }),
  ];
  const corrected = await say('discharge', { ending: 'drop_out', on: today(-1) });

  for (const { status, body } of refused) {
    expect(status).toBe(409);
    expect(body.detail).toContain('correct the ending first');
  }
  expect(corrected.body).toMatchObject({ ending: 'drop_out', endedOn: today(-1) });
  expect((await say('sessions', session)).status).toBe(201);
});

test('a practitioner works with their own clients, and every other is unknown to them', async () => {
  const practitioner = await practice.as(['practitioner']);
  const own = await practice.client({ practitionerId: practitioner.staffId });
  const other = await practice.client();
  const session = { at: minutesFromNow(-5), status: 'attended' };
  const { id } = await practice.ask('POST', `/clients/${other.id}/sessions`, session);
  const asking = async (clientId: string) => [
    await practitioner.call('GET', `/clients/${clientId}/sessions`),
    await practitioner.call('POST', `/clients/${clientId}/sessions`, session),
    await practitioner.call('POST', `/clients/${clientId}/stage`, { stage: 'settled' }),
    await practitioner.call('POST', `/clients/${clientId}/discharge`, { ending: 'moved', on: today() }),
  ];

  const [allowed, refused] = [await asking(own.id), await asking(other.id)];
  const changed = await practitioner.call('PATCH', `/clients/${other.id}/sessions/${id}`, { status: 'dna' });

  expect(allowed.map(({ status }) => status)).toEqual([200, 201, 200, 200]);
  expect([...refused, changed].map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
});
