import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Client } from '../../entities/client.ts';
import { ClientSession } from '../../entities/client-session.ts';
import { DataFeed } from '../../entities/data-feed.ts';
import { Message } from '../../entities/message.ts';
import { Commitment } from '../../entities/commitment.ts';
import { WorkflowSignal } from '../../entities/workflow-signal.ts';
import { type Tx } from '../../facts/transaction.ts';
import { DAY_MS, today } from '../support/clock.ts';
import { ends, practiceInAHurry, reaches, regular, settled } from '../support/journeys.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { watchMemory } from '../support/watch-memory.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { firstMailTo } from '../support/mails.ts';
import { inPractice } from '../support/in-practice.ts';
import { importFile } from '../support/import-file.ts';

const COUNTS = { created: 0, updated: 0, unchanged: 0, failed: 0 };
const LONG_FILE = 20_000;
/** What a long import may hold beyond a short one, once garbage is gone. */
const FLAT_MB = 40;

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
}, 120_000);
afterAll(() => kindword.stop());
beforeEach(async () => {
  practice = await kindword.practice({ timezone: 'Europe/London' });
});

const send = (file: string | string[], query = '') => importFile(practice, 'sessions', file, query);

function look<T>(question: (tx: Tx) => Promise<T>): Promise<T> {
  return inPractice(kindword, practice, question);
}

async function sessionsOf(clientId: string): Promise<Json[]> {
  const { items } = await practice.ask('GET', `/clients/${clientId}/sessions?limit=200`);
  return items.toSorted((one: Json, other: Json) => one.at.localeCompare(other.at));
}

const told = async (clientId: string) =>
  (await sessionsOf(clientId)).map(({ at, status, externalRef }) => [at, status, externalRef]);

test('Cliniko: who did not arrive and what was cancelled are marks; what is over was attended', async () => {
  const { id } = await practice.client({ externalRef: '1390710863102485699' });
  const file = [
    'Start Time,End Time,Practitioner,Practitioner ID,Patient ID(s),Did Not Arrive,Cancellation Time,Cancellation Reason,Number of Patients',
    '2026-03-02 10:00:00 +0000,2026-03-02 10:50:00 +0000,Petra Lindqvist,77,1390710863102485699,false,,,1',
    '2026-04-06 10:00:00 +0100,2026-04-06 10:50:00 +0100,Petra Lindqvist,77,1390710863102485699,true,,,1',
    '2026-04-13 10:00:00 +0100,2026-04-13 10:50:00 +0100,Petra Lindqvist,77,1390710863102485699,false,2026-04-10 08:00:00 +0100,Feeling unwell,1',
    '2199-04-13 10:00:00 +0100,2199-04-13 10:50:00 +0100,Petra Lindqvist,77,1390710863102485699,,n/a,,1',
  ];

  const { status, body } = await send(file);

  expect([status, body]).toMatchObject([200, { ...COUNTS, rows: 4, created: 4, errors: [], dryRun: false }]);
  expect(body.ignoredColumns).toContain('Cancellation Reason');
  expect(await told(id)).toEqual([
    ['2026-03-02T10:00:00.000Z', 'attended', null],
    ['2026-04-06T09:00:00.000Z', 'dna', null],
    ['2026-04-13T09:00:00.000Z', 'cancelled', null],
    ['2199-04-13T09:00:00.000Z', 'booked', null],
  ]);
});

test('Jane: states in words, times on the practice’s own wall', async () => {
  const { id } = await practice.client({ externalRef: '204' });
  const file = [
    'Appointment ID,Start At,End At,Patient,Patient Number,Staff Member,Treatment,State',
    '9001,2026-07-06 16:00,2026-07-06 16:50,Robin Rowan,204,Petra Lindqvist,Individual,Arrived',
    '9002,2026-07-13 16:00,2026-07-13 16:50,Robin Rowan,204,Petra Lindqvist,Individual,No Show',
    '9003,2026-07-20 16:00,2026-07-20 16:50,Robin Rowan,204,Petra Lindqvist,Individual,Rescheduled',
    '9004,2199-07-20 16:00,2199-07-20 16:50,Robin Rowan,204,Petra Lindqvist,Individual,Booked Online',
  ];

  expect((await send(file)).body).toMatchObject({ ...COUNTS, created: 4 });
  expect(await told(id)).toEqual([
    ['2026-07-06T15:00:00.000Z', 'attended', '9001'],
    ['2026-07-13T15:00:00.000Z', 'dna', '9002'],
    ['2026-07-20T15:00:00.000Z', 'cancelled', '9003'],
    ['2199-07-20T15:00:00.000Z', 'booked', '9004'],
  ]);
});

test('SimplePractice: names and American days alone, under a line of totals', async () => {
  practice = await kindword.practice({ timezone: 'America/New_York' });
  const { id } = await practice.client({ firstName: 'Mary Ann', lastName: 'Smith' });
  const file = [
    'client_name,clinician_name,date_of_service,office_name,status',
    '1 clients,1 clinicians,4 appointments,1 office,4 statuses',
    'Mary Ann Smith,Petra Lindqvist,04/05/2026,Telehealth,Show',
    'Mary Ann Smith,Petra Lindqvist,04/27/2026,Telehealth,Late canceled',
    '"Smith, Mary Ann",Petra Lindqvist,05/04/2026,Telehealth,Clinician canceled',
    'Mary Ann Smith,Petra Lindqvist,12/28/2199,Telehealth,Show',
  ];

  const { body } = await send(file);

  expect(body).toMatchObject({ ...COUNTS, rows: 5, created: 4, failed: 1 });
  expect(body.errors.map(({ row, path }: Json) => [row, path])).toEqual([
    [2, 'date'],
    [2, 'status'],
  ]);
  expect(await told(id)).toEqual([
    ['2026-04-06T03:59:59.999Z', 'attended', null],
    ['2026-04-28T03:59:59.999Z', 'late_cancel', null],
    ['2026-05-05T03:59:59.999Z', 'cancelled', null],
    ['2199-12-29T04:59:59.999Z', 'booked', null],
  ]);
});

test('a file that says nothing of how appointments went is refused as a whole', async () => {
  const { status, body } = await send([
    'Date of Service,Client,Clinician,Billing Code,Client Payment Status,Charge',
    '04/27/2026 12:00,Mary Smith,Petra Lindqvist,90837,PAID,20.0',
  ]);

  expect(status).toBe(422);
  expect(body.detail).toMatch(/None of the columns is a status/);
});

test('other columns are named by map, and date and time may stand apart', async () => {
  const { id } = await practice.client({ externalRef: 'K-7' });

  const { body } = await send(
    ['Kunde;Tag;Uhrzeit;Stand', 'K-7;20.07.2026;16:00;attended'],
    '?map=clientRef:Kunde,date:Tag,time:Uhrzeit,status:Stand',
  );

  expect(body).toMatchObject({ ...COUNTS, created: 1 });
  expect(await told(id)).toEqual([['2026-07-20T15:00:00.000Z', 'attended', null]]);
});

/** Every character here means something to SQL or JSON. */
const ODD = `A'?\\$1::x`;
const HEADER = 'Appointment ID,Patient ID,Starts at,Status';

test('the same file twice adds nothing; a changed status and a moved time change what is there', async () => {
  const { id } = await practice.client({ externalRef: '1' });
  const file = [
    HEADER,
    'A,1,2026-03-02 10:00,booked',
    'B,1,2026-03-09 10:00,attended',
    ',1,2026-03-16 10:00,dna',
  ];

  const first = await send(file);
  const again = await send(file);
  const later = await send([
    HEADER,
    'A,1,2026-03-03 11:00,attended',
    'B,1,2026-03-09 10:00,attended',
    ',1,2026-03-16 10:00,attended',
  ]);

  expect(first.body).toMatchObject({ ...COUNTS, created: 3 });
  expect(again.body).toMatchObject({ ...COUNTS, unchanged: 3 });
  expect(later.body).toMatchObject({ ...COUNTS, updated: 2, unchanged: 1 });
  expect(await told(id)).toEqual([
    ['2026-03-03T11:00:00.000Z', 'attended', 'A'],
    ['2026-03-09T10:00:00.000Z', 'attended', 'B'],
    ['2026-03-16T10:00:00.000Z', 'attended', null],
  ]);
});

test('an appointment that was typed in is found by its time, gets its reference, and stays no history', async () => {
  const { id } = await practice.client({ externalRef: '1' });
  await practice.ask('POST', `/clients/${id}/sessions`, { at: '2026-03-02T10:00:00Z', status: 'booked' });

  const { body } = await send([
    HEADER,
    `${ODD},1,2026-03-02 10:00,attended`,
    'B,1,2026-03-09 10:00,attended',
  ]);

  expect(body).toMatchObject({ ...COUNTS, created: 1, updated: 1 });
  expect(await sessionsOf(id)).toMatchObject([
    { externalRef: ODD, status: 'attended', imported: false },
    { externalRef: 'B', status: 'attended', imported: true },
  ]);
});

test('a file that contradicts itself settles on the same values each time', async () => {
  const { id } = await practice.client({ externalRef: '1' });
  const file = [HEADER, 'A,1,2026-03-02 10:00,attended', 'A,1,2026-03-02 10:00,dna'];

  expect((await send(file)).body).toMatchObject({ ...COUNTS, created: 1, unchanged: 1 });
  expect((await send(file)).body).toMatchObject({ ...COUNTS, unchanged: 2 });
  expect(await told(id)).toEqual([['2026-03-02T10:00:00.000Z', 'attended', 'A']]);
});

test('a rehearsal answers as the import would, and keeps nothing', async () => {
  const { id } = await practice.client({ externalRef: '1' });

  const { body } = await send([HEADER, 'A,1,2026-03-02 10:00,attended'], '?dryRun=true');

  expect(body).toMatchObject({ ...COUNTS, created: 1, dryRun: true });
  expect(await sessionsOf(id)).toEqual([]);
  expect(await look(({ em }) => em.count(DataFeed))).toBe(0);
});

test('a client is found by address, and two of one mailbox are told apart by their first names', async () => {
  const leila = await practice.client({ firstName: 'Leila', lastName: null, email: 'home@example.org' });
  const marek = await practice.client({ firstName: 'Marek', lastName: 'Oak', email: 'home@example.org' });
  const alone = await practice.client({ firstName: 'Robin', email: 'robin@example.org' });

  const { body } = await send([
    'Email,First name,Date,Time,Status',
    'HOME@example.org,leila,02/03/2026,10:00,attended',
    'home@example.org,Marek,02/03/2026,11:00,attended',
    'home@example.org,,02/03/2026,12:00,attended',
    'Robin@example.org,,02/03/2026,13:00,attended',
  ]);

  expect(body).toMatchObject({ ...COUNTS, created: 3, failed: 1, errors: [{ row: 4, path: 'email' }] });
  expect(body.errors[0].message).toMatch(/2 clients share this address/);
  expect(
    await Promise.all([leila, marek, alone].map(async ({ id }) => (await sessionsOf(id)).length)),
  ).toEqual([1, 1, 1]);
});

test('what is wrong is named by row and field, and the good rows are kept', async () => {
  await practice.client({ externalRef: '1' });
  await practice.client({ firstName: 'Jo', lastName: 'Lee' });
  await practice.client({ firstName: 'Jo', lastName: 'Lee' });

  const { body } = await send([
    'Appointment ID,Patient ID,Patient,Starts at,Status',
    'A,1,,2026-03-02 10:00,attended',
    'B,nobody-17,Robin Rowan,2026-03-02 10:00,attended',
    'C,1,,soon,attended',
    'D,1,,2026-03-02 10:00,sleeping',
    'E,1,,2026-03-02 10:00,',
    `F,1,,${today(2)} 10:00,attended`,
    `G,1,,${today(2)} 10:00,booked`,
    'H,,,2026-03-02 10:00,attended',
    'I,,Jo Lee,2026-03-02 10:00,attended',
    'J,,No Body,2026-03-02 10:00,attended',
    '1.39E+18,1,,2026-03-02 10:00,attended',
    'L,"1, 2",,,',
    `M,1,,${today(2)},dna`,
  ]);

  expect(body).toMatchObject({ ...COUNTS, rows: 13, created: 2, unchanged: 1, failed: 10, incomplete: 1 });
  expect(body.errors.map(({ row, path }: Json) => [row, path])).toEqual([
    [3, 'clientRef'],
    [4, 'at'],
    [5, 'status'],
    [6, 'status'],
    [7, 'at'],
    [9, 'clientRef'],
    [10, 'fullName'],
    [11, 'fullName'],
    [12, 'externalRef'],
    [13, 'clientRef'],
    [13, 'at'],
    [13, 'status'],
    [14, 'at'],
  ]);
  const messages = body.errors.map(({ message }: Json) => message).join('\n');
  expect(messages).toMatch(/no client has this reference; import clients first/);
  expect(messages).toMatch(/"sleeping" is no word that is known here: .* booked, /);
  expect(messages).toMatch(
    /must not lie in the future: until it is over, a session is booked, and not attended/,
  );
  expect(messages).toMatch(/2 clients bear this name/);
});

test('who attended today may stand there without a time', async () => {
  practice = await kindword.practice();
  const { id } = await practice.client({ externalRef: '1' });

  const { body } = await send(['Patient ID,Date,Status', `1,${today()},attended`]);

  expect(body).toMatchObject({ ...COUNTS, created: 1 });
  expect(await sessionsOf(id)).toMatchObject([{ status: 'attended' }]);
});

test('history writes to nobody: no run begins, nothing is rung, and the diary has spoken', async () => {
  await practice.client({ externalRef: '1' });
  const file = [HEADER, `A,1,${today(-1)} 10:00,attended`];

  await send(file);
  const before = await look(({ em }) => em.findOneOrFail(DataFeed, { feed: 'sessions' }));
  await look(({ em }) => em.nativeUpdate(DataFeed, { feed: 'sessions' }, { at: new Date(0) }));
  await send(file);
  const after = await look(({ em }) => em.findOneOrFail(DataFeed, { feed: 'sessions' }));

  const ours = { practiceId: practice.practiceId };
  const journeys = { ...ours, kind: 'clientJourney' as const };
  expect(await look(({ em }) => em.count(Commitment, journeys))).toBe(0);
  expect(await look(({ em }) => em.count(WorkflowSignal, ours))).toBe(0);
  expect(await look(({ em }) => em.count(Message, ours))).toBe(0);
  for (const { at } of [before, after]) expect(Date.now() - at.getTime()).toBeLessThan(60_000);
});

test('a file in which no row is good is no word from the diary', async () => {
  await send([HEADER, 'A,unknown,2026-03-02 10:00,attended']);

  expect(await look(({ em }) => em.count(DataFeed))).toBe(0);
});

test('a milestone that waits for its session is carried once the session comes in a file', async () => {
  practice = await practiceInAHurry(kindword);
  const client = await regular(practice, { externalRef: '1' });
  const resting = await practice.client({ externalRef: '2' });
  const milestone = await reaches(practice, client.id);
  const attendedAt = new Date().toISOString();

  const { body } = await send([HEADER, `A,1,${attendedAt},attended`, `B,2,${attendedAt},attended`]);

  expect(body).toMatchObject({ ...COUNTS, created: 2 });
  expect(await settled(practice, client.id, milestone.id)).toMatchObject({
    status: 'carried',
    carrier: 'follow_up',
  });
  expect((await firstMailTo(kindword.outbox, client.email)).TextBody).toContain('might benefit');
  expect(await look(({ em }) => em.count(Commitment, { subjectId: resting.id }))).toBe(0);
}, 90_000);

test('whoever came again after an ending begins a new episode with the first session after it', async () => {
  const back = await practice.client({ externalRef: '1' });
  const gone = await practice.client({ externalRef: '2' });
  for (const { id } of [back, gone]) await ends(practice, id, 'moved', { on: '2026-05-01' });

  await send([
    HEADER,
    'C,1,2026-05-20 10:00,attended',
    'B,1,2026-05-13 10:00,attended',
    'A,1,2026-04-20 10:00,attended',
    'A,2,2026-05-01 10:00,attended',
    'B,2,2026-05-20 10:00,cancelled',
  ]);
  const [first, second] = await Promise.all(
    [back, gone].map(({ id }) => practice.ask('GET', `/clients/${id}`)),
  );
  const began = () =>
    look(async ({ em }) => (await em.findOneOrFail(Client, { id: back.id })).episodeStartedAt?.toISOString());
  const beganAt = await began();
  await send([HEADER, 'B,1,2026-05-13 10:00,dna']);

  expect([first, second]).toMatchObject([
    { ending: null, endedOn: null },
    { ending: 'moved', endedOn: '2026-05-01' },
  ]);
  expect([beganAt, await began()]).toEqual(['2026-05-13T09:00:00.000Z', '2026-05-20T09:00:00.000Z']);
});

test('of somebody who has died nothing new is kept, and what is known is no fault', async () => {
  const { id } = await practice.client({ externalRef: '1' });
  const known = [HEADER, 'A,1,2026-03-02 10:00,attended'];
  await send(known);
  await ends(practice, id, 'deceased', { on: '2026-03-05' });

  const { body } = await send([...known, 'B,1,2026-03-09 10:00,attended']);

  expect(body).toMatchObject({ ...COUNTS, unchanged: 1, failed: 1, errors: [{ row: 3, path: 'clientRef' }] });
  expect(await practice.ask('GET', `/clients/${id}`)).toMatchObject({ ending: 'deceased' });
});

test('another practice’s clients are nobody’s here, and a practitioner may not import', async () => {
  await practice.client({ externalRef: '1' });
  const file = [HEADER, 'A,1,2026-03-02 10:00,attended'];
  const practitioner = await practice.as(['practitioner']);
  practice = await kindword.practice();

  expect((await send(file)).body).toMatchObject({ ...COUNTS, failed: 1 });
  practice = practitioner;
  expect((await send(file)).status).toBe(403);
});

test(`${LONG_FILE} appointments are kept without holding them`, async () => {
  const patients = Array.from({ length: 400 }, (_, index) => `P${index},Sam ${index},s${index}@example.org`);
  await importFile(practice, 'clients', ['Patient ID,First name,Email', ...patients]);
  const start = Date.parse('2024-01-01T09:00:00Z');
  const lines = Array.from({ length: LONG_FILE }, (_, index) => {
    const week = Math.floor(index / patients.length);
    return `A${index},P${index % patients.length},${new Date(start + week * 7 * DAY_MS).toISOString()},Arrived`;
  });
  const file = [HEADER, ...lines].join('\n');

  const memory = watchMemory();
  const first = await send(file);
  const held = memory.stop();
  const again = await send(file);

  expect(first.body).toMatchObject({ ...COUNTS, rows: LONG_FILE, created: LONG_FILE });
  expect(again.body).toMatchObject({ ...COUNTS, rows: LONG_FILE, unchanged: LONG_FILE });
  expect(held).toBeLessThan(FLAT_MB);
  expect(await look(({ em }) => em.count(ClientSession, { imported: true }))).toBe(LONG_FILE);
}, 180_000);

test('words of a practice’s own are mapped, remembered for later files, visible and taken back', async () => {
  await practice.client({ externalRef: 'REF7' });
  const file = [
    'Patient ID,Date,Status',
    'REF7,01/10/2026 10:00,"Gone fishing (A, B)"',
    'REF7,02/10/2026 10:00,"gone  FISHING (a, b)"',
  ];

  const unknown = await send(file);
  const rehearsed = await send(
    file,
    `?dryRun=true&map=${encodeURIComponent('Status.Gone fishing (A, B)=dna')}`,
  );
  const forgotten = await send(file, '?dryRun=true');
  const mapped = await send(file, `?map=${encodeURIComponent('Status.Gone fishing (A, B)=dna')}`);
  const remembered = await send(file);
  const words = await practice.ask('GET', '/imports/words');
  const wrong = await send(file, `?map=${encodeURIComponent('Status.Gone fishing (A, B)=fish')}`);

  expect(unknown.body).toMatchObject({
    failed: 2,
    unknownWords: [{ field: 'status', word: 'Gone fishing (A, B)', rows: 2 }],
  });
  expect([rehearsed.body.created, forgotten.body.failed]).toEqual([2, 2]);
  expect(mapped.body).toMatchObject({ ...COUNTS, created: 2, unknownWords: [] });
  expect(remembered.body).toMatchObject({ ...COUNTS, unchanged: 2 });
  expect(words).toEqual({
    items: [{ file: 'sessions', field: 'status', word: 'Gone fishing (A, B)', means: 'dna' }],
  });
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: 'query.map' }] } });
  expect((await practice.call('PUT', '/imports/words', { items: [] })).body).toEqual({ items: [] });
  expect((await send(file)).body).toMatchObject({ failed: 2 });
});

test('the same moment and status again is the same appointment, typed in or from a file', async () => {
  const { id } = await practice.client({ externalRef: 'REF7' });
  const session = { at: '2026-10-01T09:00:00.000Z', status: 'attended' };

  const first = await practice.call('POST', `/clients/${id}/sessions`, session);
  const again = await practice.call('POST', `/clients/${id}/sessions`, session);
  const named = await practice.call('POST', `/clients/${id}/sessions`, { ...session, externalRef: 'A1' });
  const other = await practice.call('POST', `/clients/${id}/sessions`, { ...session, externalRef: 'A2' });
  const file = await send(['Patient ID,Date,Status', 'REF7,01/10/2026 10:00,Attended (Paid)']);

  expect([first, again, named, other].map(({ status }) => status)).toEqual([201, 200, 200, 201]);
  expect([again.body.id, named.body.id]).toEqual([first.body.id, first.body.id]);
  expect(named.body.externalRef).toBe('A1');
  expect(file.body).toMatchObject({ ...COUNTS, unchanged: 1 });
});
