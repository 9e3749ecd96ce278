import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DAY_MS, today, ZONE } from '../support/clock.ts';
import { importFile } from '../support/import-file.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { firstMailTo, mailsTo } from '../support/mails.ts';
import type { Json, Professional, TestPractice } from '../support/practice.ts';
import { taskOf, tasksOf } from '../support/tasks.ts';
import { until } from '../support/until.ts';

const USUAL = {
  top: 'P42D',
  active: 'P90D',
  dormant: 'P180D',
  fullFactor: 2,
  minGap: 'P28D',
  new: ['P14D', 'P42D', 'P84D', 'P168D'],
};
/** Colleagues are met now, and due in a moment; whoever was heard of is not due again while a test runs. */
const QUICK = { ...USUAL, new: ['PT0.5S', 'P300D'] };

let kindword: TestKindword;
let practice: TestPractice;
let quick: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice();
  quick = await kindword.practice();
  await quick.changePolicy({ relationships: QUICK });
});
afterAll(() => kindword.stop());

const relationship = async (of: TestPractice, { id }: { id: string }): Promise<Json> =>
  (await of.ask('GET', `/professionals/${id}`)).relationship;
const inDays = (from: string, days: number): string =>
  new Date(Date.parse(from) + days * DAY_MS).toISOString();
const checkInOf = (of: TestPractice, { id }: { id: string }) =>
  taskOf(of, { kind: 'check_in', professionalId: id });
const done = (of: TestPractice, task: { id: string }, body: unknown) =>
  of.call('POST', `/tasks/${task.id}/done`, body);

test('a hello falls due, says why now and what to say, and is done by saying how (§4.5)', async () => {
  const colleague = await quick.professional({ firstName: 'Ada' });
  const task = await checkInOf(quick, colleague);

  expect(task).toMatchObject({ why: 'due', assigneeId: quick.staffId });
  expect(task.words).toMatch(/Ada Juniper.*You could say: "Hello Ada/);
  expect((await done(quick, task, {})).status).toBe(422);
  expect((await done(quick, task, { by: 'call' })).status).toBe(200);
  expect((await done(quick, task, { by: 'call' })).status).toBe(409);
  expect(await relationship(quick, colleague)).toMatchObject({
    rank: 'new',
    lastContact: { kind: 'call' },
    nextContactAt: inDays(colleague.createdAt, 300),
  });
});

test('an e-mail goes only to whom it may, with a way to hear no more, which is heeded everywhere (4.5f)', async () => {
  const unknown = await quick.professional();
  const company = await quick.professional({ firstName: 'Tom', soleTrader: false });
  const refused = await done(quick, await checkInOf(quick, unknown), { by: 'email' });
  const sent = await done(quick, await checkInOf(quick, company), { by: 'email' });
  const mail = await firstMailTo(kindword.outbox, company.email);

  expect([refused.status, refused.body.code]).toEqual([409, 'sole_trader']);
  expect(await mailsTo(kindword.outbox, unknown.email)).toEqual([]);
  expect(sent.status).toBe(200);
  expect(mail.Subject).toMatch(/^A short note from /);
  expect(mail.TextBody).toMatch(/^Hello Tom, it's been a while, so I wanted to say hello/);
  expect(await relationship(quick, company)).toMatchObject({
    lastContact: { kind: 'email' },
    mayEmail: { ok: true },
  });
  const dump = await kindword.outbox.client.getOutboundMessageDump(mail.MessageID);
  const stop = /^List-Unsubscribe: <([^>]+)>/im.exec(dump.Body)?.[1] ?? '';
  await fetch(stop, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
  const after = await until(async () => {
    const now = await relationship(quick, company);
    return now.optedOutAt && now;
  });
  expect(after.mayEmail).toEqual({ ok: false, code: 'opted_out' });
});

test('any contact in both directions starts the clock anew, visibly; a pause ends at 00:00 of its day (4.5c)', async () => {
  const colleague = await practice.professional();
  const step = (n: number) => inDays(colleague.createdAt, n);
  expect(await relationship(practice, colleague)).toMatchObject({
    rank: 'new',
    lastContact: null,
    nextContactAt: step(14),
  });

  const touched = await practice.call('POST', `/professionals/${colleague.id}/touches`, {
    kind: 'coffee',
    on: today(),
  });
  expect(touched.status).toBe(201);
  expect(await relationship(practice, colleague)).toMatchObject({
    lastContact: { kind: 'coffee', at: touched.body.at },
    nextContactAt: step(42),
  });
  const ahead = await practice.call('POST', `/professionals/${colleague.id}/touches`, {
    kind: 'call',
    on: today(1),
  });
  expect(ahead.status).toBe(422);

  const month = today().slice(0, 7);
  const claims = [];
  for (const count of [3, 4])
    claims.push(await practice.call('POST', `/professionals/${colleague.id}/claims`, { count, month }));
  expect(claims.map(({ status, body }) => [status, body.count])).toEqual([
    [201, 3],
    [200, 4],
  ]);
  expect(await relationship(practice, colleague)).toMatchObject({ lastContact: { kind: 'claim' } });

  for (const firstName of ['Kim', 'Sam', 'Lou'])
    await practice.refer({
      learnedFrom: 'professional_letter',
      referrer: { professionalId: colleague.id },
      person: { firstName },
    });
  const top = await relationship(practice, colleague);
  expect(top).toMatchObject({
    rank: 'top',
    lastContact: { kind: 'referral' },
    nextContactAt: inDays(top.lastContact.at, 42),
  });

  await practice.ask('PATCH', `/professionals/${colleague.id}`, { pausedUntil: '2099-07-01' });
  const midnight = Temporal.PlainDate.from('2099-07-01')
    .toZonedDateTime(ZONE)
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });
  expect(await relationship(practice, colleague)).toMatchObject({
    pausedUntil: '2099-07-01',
    nextContactAt: midnight,
  });
  await practice.ask('PATCH', `/professionals/${colleague.id}`, { pausedUntil: null });
  expect(await relationship(practice, colleague)).toMatchObject({
    pausedUntil: null,
    nextContactAt: top.nextContactAt,
  });
});

test('whoever gets in touch by themselves, is paused or is erased leaves the list (S75)', async () => {
  const people: Professional[] = [];
  for (let n = 0; n < 3; n += 1) people.push(await quick.professional());
  const [touched, paused, erased] = people as [Professional, Professional, Professional];
  await Promise.all(people.slice(0, 2).map((one) => checkInOf(quick, one)));

  await quick.refer({
    learnedFrom: 'professional_letter',
    referrer: { professionalId: touched.id },
    person: { firstName: 'Kim' },
  });
  await quick.ask('PATCH', `/professionals/${paused.id}`, { pausedUntil: '2099-01-01' });
  await quick.ask('POST', '/erasures', { professionalId: erased.id });

  await until(async () => {
    const open = await tasksOf(quick, { kind: 'check_in' });
    return open.every(({ professionalId }) => !people.some(({ id }) => id === professionalId));
  });
  await until(async () => {
    const { items } = await quick.ask('GET', '/runs?kind=relationship&limit=200');
    return items.every(({ subjectId }: Json) => subjectId !== erased.id);
  });
});

test('a contact who moves stays one, their old address is dropped with its links, and the old place gets a successor to find (S66)', async () => {
  const colleague = await practice.professional({
    firstName: 'Ada',
    organisation: 'Elm Surgery',
    riskFlags: ['single_contact'],
  });
  const moved = await practice.call('POST', `/professionals/${colleague.id}/moved`, {
    toOrganisation: 'Birch Clinic',
    on: today(),
  });
  const task = await taskOf(practice, { kind: 'find_successor', professionalId: colleague.id });

  expect(moved.body).toMatchObject({ organisation: 'Birch Clinic', email: null, riskFlags: [] });
  expect(task.words).toMatch(/Ada Juniper has moved on from Elm Surgery.*Nobody else there is known to you/);
  expect((await relationship(practice, colleague)).mayEmail).toEqual({ ok: false, code: 'no_email' });
  const { records } = await practice.ask('GET', `/people/export?professionalId=${colleague.id}`);
  expect(records.moves).toEqual([{ from: 'Elm Surgery', to: 'Birch Clinic', on: today() }]);
});

test('of a file of colleagues five are named in a week, and while the practice is full the others wait twice as long (4.5e, S75)', async () => {
  const busy = await kindword.practice();
  await busy.changePolicy({ relationships: { ...USUAL, top: 'PT1S', active: 'PT1S', dormant: 'PT1S' } });
  const rows = Array.from({ length: 12 }, (_, n) => `Jo,Juniper ${n},gp,jo-${n}@example.org`);
  const file = await importFile(busy, 'professionals', ['first name,last name,kind,email', ...rows]);
  await until(async () => (await tasksOf(busy, { kind: 'check_in' })).length === 5);
  const [first, ...others] = await tasksOf(busy, { kind: 'check_in' });
  await done(busy, first ?? { id: '' }, { by: 'card' });
  const { items } = await busy.ask('GET', '/professionals?limit=200');
  const waiting = items.find(({ id }: Json) => others.every(({ professionalId }) => professionalId !== id));
  const before = await relationship(busy, waiting);
  const staff = await busy.as(['practitioner']);
  await busy.ask('PUT', `/capacity/${staff.staffId}`, { status: 'full' });
  const after = await relationship(busy, waiting);

  expect(file.body).toMatchObject({ created: 12, failed: 0 });
  expect(before.rank).toBe('dormant');
  expect(Date.parse(after.nextContactAt) - Date.parse(before.nextContactAt)).toBe(1_000);
  expect(await tasksOf(busy, { kind: 'check_in' })).toHaveLength(4);
});
