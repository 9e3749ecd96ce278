import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Client } from '../../entities/client.ts';
import { Message } from '../../entities/message.ts';
import { Commitment } from '../../entities/commitment.ts';
import { Task } from '../../entities/task.ts';
import { WorkflowSignal } from '../../entities/workflow-signal.ts';
import { type Tx } from '../../facts/transaction.ts';
import { today } from '../support/clock.ts';
import { Marks, rows } from '../support/everything-written.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { watchMemory } from '../support/watch-memory.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { inPractice } from '../support/in-practice.ts';
import { importFile } from '../support/import-file.ts';

const COUNTS = { created: 0, updated: 0, unchanged: 0, failed: 0 };
const MANY = 8_000;
/** A row may wait with what the log will say of it, and with nothing else. */
const FLAT_MB = 30;

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
}, 120_000);
afterAll(() => kindword.stop());
beforeEach(async () => {
  practice = await kindword.practice({ timezone: 'Europe/London' });
});

const send = (file: string[], query = '') => importFile(practice, 'source-log', file, query);

function look<T>(question: (tx: Tx) => Promise<T>): Promise<T> {
  return inPractice(kindword, practice, question);
}

async function log(): Promise<Json[]> {
  return (await practice.ask('GET', '/source-log?limit=200')).items;
}

async function clients(...references: string[]): Promise<Record<string, string>> {
  await importFile(practice, 'clients', [
    'Client ID,First name',
    ...references.map((ref) => `${ref},Name${ref}`),
  ]);
  const found = await look(({ em }) => em.find(Client, { externalRef: { $in: references } }));
  return Object.fromEntries(found.map(({ externalRef, id }) => [externalRef ?? '', id]));
}

async function wayOf(id: string | undefined): Promise<Json> {
  const { source, generation } = await practice.ask('GET', `/clients/${id}`);
  return { ...source, generation };
}

test('each row is a numbered line of its day, and the source of the client whom it names', async () => {
  const ids = await clients('1', '2');
  await practice.refer({ referrer: { firstName: 'Sam' } });

  const { body } = await send([
    'Client ID,Referral date,Referral source,Via',
    '1,02/03/2026,"GP: Elm Surgery",letter',
    '2,3 March 2026,Google,web',
    ',04/03/2026,"Quiet Minds, a podcast",',
    ',04/03/2026,Friend,phone',
    ',05/03/2026,Prefer not to say,',
  ]);

  expect(body).toMatchObject({ ...COUNTS, rows: 5, created: 5, errors: [], ignoredColumns: [] });
  const lines = (await log()).slice(1);
  expect(lines).toMatchObject([
    { number: 2, kind: 'past', clientId: ids['1'], sourceKind: 'professional', channel: 'letter' },
    { number: 3, kind: 'past', clientId: ids['2'], sourceKind: 'search', sourceRef: null, channel: 'form' },
    { number: 4, kind: 'past', clientId: null, sourceKind: 'podcast', channel: 'file' },
    { number: 5, kind: 'past', sourceKind: 'client', sourceRef: null, channel: 'phone' },
    { number: 6, kind: 'past', sourceKind: 'not_said', sourceRef: null },
  ]);
  expect(lines[0].receivedAt).toBe('2026-03-02T23:59:59.999Z');
  const { items } = await practice.ask('GET', '/sources');
  expect(items.map(({ kind, name }: Json) => [kind, name]).toSorted()).toEqual([
    ['podcast', 'Quiet Minds, a podcast'],
    ['professional', 'GP: Elm Surgery'],
  ]);
  const surgery = items.find(({ kind }: Json) => kind === 'professional');
  expect(lines[0].sourceRef).toBe(surgery.id);
  expect(await wayOf(ids['1'])).toMatchObject({ kind: 'professional', number: 2, generation: 0 });
  expect(await wayOf(ids['2'])).toEqual({ kind: 'search', number: 3, generation: 0 });
  expect((await practice.refer({ referrer: { firstName: 'Kim' } })).number).toBe(7);
});

test('the same file twice adds nothing; equal rows of nobody are as many as they are; a source that is known stays', async () => {
  await clients('1', '2');
  const file = [
    'Client ID,Date,Source kind,Source name',
    '1,2026-03-02,professional,Elm Surgery',
    '1,2026-03-09,search,',
    ',2026-03-02,podcast,Quiet Minds',
    ',2026-03-02,podcast,Quiet Minds',
  ];

  const first = await send(file);
  const again = await send(file);
  const longer = await send([...file, ',2026-03-02,podcast,quiet minds', '2,2026-03-02,event,']);

  expect(first.body).toMatchObject({ ...COUNTS, created: 3, unchanged: 1 });
  expect(again.body).toMatchObject({ ...COUNTS, unchanged: 4 });
  expect(longer.body).toMatchObject({ ...COUNTS, created: 2, unchanged: 4 });
  expect((await log()).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  expect((await practice.ask('GET', '/sources')).items).toHaveLength(2);
});

test('a chain of clients is counted whichever way round the file tells it, and nobody has sent themselves (S26)', async () => {
  const ids = await clients('A', 'B', 'C', 'D', 'E', 'F');

  const { body } = await send([
    'Client ID,Date,Source,Referrer client ID,Hops',
    'C,2026-03-03,,B,',
    'B,2026-03-02,,A,',
    'A,2026-03-01,Instagram,,',
    'D,2026-03-04,,D,',
    'E,2026-03-05,,F,',
    'F,2026-03-05,,E,',
    'D,2026-03-04,GP,,client',
    ',2026-03-06,,nobody,',
  ]);

  expect(body).toMatchObject({ ...COUNTS, created: 5, failed: 3 });
  expect(body.errors.map(({ row, path }: Json) => [row, path])).toEqual([
    [5, 'referrerRef'],
    [7, 'referrerRef'],
    [9, 'referrerRef'],
  ]);
  expect(body.errors[0].message).toMatch(/nobody can have sent themselves/);
  const generations = await Promise.all(
    ['A', 'B', 'C', 'D', 'E'].map(async (name) => (await wayOf(ids[name])).generation),
  );
  expect(generations).toEqual([0, 1, 2, null, null]);
  expect(await wayOf(ids['B'])).toMatchObject({ kind: 'client', clientId: ids['A'] });

  expect((await send(['Client ID,Date,Source', 'F,2026-03-05,Google'])).body).toMatchObject({ created: 1 });
  expect((await wayOf(ids['E'])).generation).toBe(1);
});

test('what is wrong is named by row and field, and the good rows are kept', async () => {
  await clients('1');
  const ahead = today(2);

  const { body } = await send([
    'Client ID,First name,Date,Source kind,Source,Via,Through,Referrer email',
    '9,,2026-03-02,search,,,,',
    ',Sam,2026-03-02,search,,,,',
    ',,,search,,,,',
    `,,${ahead},search,,,,`,
    ',,2026-03-02,magic,Elm Surgery,,,',
    ',,2026-03-02,,,,,',
    ',,2026-03-02,search,,pigeon,,',
    ',,2026-03-02,client,,,magic,',
    ',,2026-03-02,search,,,,nobody@example.org',
    ',,2026-03-02,client,,,"client, client, client, client",',
    ',,2026-03-02,event,Open day,,"professional < client",',
  ]);

  expect(body).toMatchObject({ ...COUNTS, rows: 11, created: 1, failed: 10 });
  expect(body.errors.map(({ row, path }: Json) => [row, path])).toEqual([
    [2, 'clientRef'],
    [3, 'clientRef'],
    [4, 'date'],
    [5, 'date'],
    [6, 'sourceKind'],
    [7, 'source'],
    [8, 'channel'],
    [9, 'hops'],
    [10, 'sourceKind'],
    [11, 'hops'],
  ]);
  expect(await log()).toMatchObject([
    { sourceKind: 'event', hops: [{ kind: 'professional' }, { kind: 'client' }] },
  ]);
});

test('nobody is written to, no run begins, and no name stands in the log; whoever was to be asked is not', async () => {
  const marks = new Marks();
  const person = marks.person();
  const client = await practice.client(person);
  await look(({ em, practiceId, now }) => {
    em.create(Task, {
      practiceId,
      kind: 'ask_source',
      status: 'open',
      client: em.getReference(Client, [practiceId, client.id]),
      dueAt: now,
      createdAt: now,
      updatedAt: now,
    });
    return Promise.resolve();
  });
  const ours = { practiceId: practice.practiceId };
  const before = await look(({ em }) => em.count(Commitment, ours));

  const { body } = await send([
    'Email,Date,Source,Referrer',
    `${person['email']},2026-03-02,,"${marks.word()} ${marks.word()}"`,
    `,2026-03-02,Dr ${marks.word()},`,
  ]);

  expect(body).toMatchObject({ ...COUNTS, created: 2 });
  expect(await look(({ em }) => em.count(Message))).toBe(0);
  expect(await look(({ em }) => em.count(Commitment, ours))).toBe(before);
  expect(await look(({ em }) => em.count(WorkflowSignal, ours))).toBe(0);
  expect(await look(({ em }) => em.find(Task, { kind: 'ask_source' }))).toMatchObject([{ status: 'done' }]);
  expect(marks.foundIn(await rows(kindword.ownerUrl))).toEqual([]);
});

test('a rehearsal answers as the import would, and gives out no number', async () => {
  const { body } = await send(['Date,Source', '2026-03-02,Google'], '?dryRun=true');

  expect(body).toMatchObject({ ...COUNTS, created: 1, dryRun: true });
  expect(await log()).toEqual([]);
  expect((await practice.refer({ referrer: { firstName: 'Kim' } })).number).toBe(1);
});

test('columns that are called otherwise are named; a file without a source is refused as a whole', async () => {
  const mapped = await send(['Wann,Woher', '2026-03-02,Google'], '?map=date:Wann,source:Woher');
  const useless = await send(['Date,Colour', '2026-03-02,blue']);

  expect(mapped.body).toMatchObject({ ...COUNTS, created: 1 });
  expect([useless.status, useless.body.errors[0].path]).toEqual([422, '(file)']);
});

test('a practitioner may not import sources', async () => {
  practice = await practice.as(['practitioner']);

  expect((await send(['Date,Source', '2026-03-02,Google'])).status).toBe(403);
});

test(`${MANY} rows come in without a gap, in little memory, while the desk goes on logging`, async () => {
  const sources = ['Google', 'GP: Elm Surgery', 'Friend', 'Quiet Minds, a podcast', 'Facebook'];
  const file = [
    'Date,Source',
    ...Array.from(
      { length: MANY },
      (_, index) =>
        `2025-${String((index % 12) + 1).padStart(2, '0')}-15,"${sources[index % 5]} ${index % 500}"`,
    ),
  ];
  const memory = watchMemory();
  const importing = send(file);
  const meanwhile = await practice.refer({ referrer: { firstName: 'Kim' } });
  const { body } = await importing;
  const held = memory.stop();

  expect(body).toMatchObject({ ...COUNTS, rows: MANY, created: MANY });
  const [{ count, last }] = await look(({ em }) =>
    em.execute<[{ count: number; last: number }]>(
      'select count(*)::int as count, max(number)::int as last from source_log_line',
    ),
  );
  expect([count, last]).toEqual([MANY + 1, MANY + 1]);
  expect(meanwhile.number).toBeLessThan(MANY);
  expect(held).toBeLessThan(FLAT_MB);
}, 180_000);
