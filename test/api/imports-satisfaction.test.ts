import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Commitment } from '../../entities/commitment.ts';
import { Satisfaction } from '../../entities/satisfaction.ts';
import { Task } from '../../entities/task.ts';
import { WorkflowSignal } from '../../entities/workflow-signal.ts';
import { type Tx } from '../../facts/transaction.ts';
import { dayAgo, today } from '../support/clock.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { inPractice } from '../support/in-practice.ts';
import { importFile } from '../support/import-file.ts';

const COUNTS = { created: 0, updated: 0, unchanged: 0, failed: 0 };

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
}, 120_000);
afterAll(() => kindword.stop());
beforeEach(async () => {
  practice = await kindword.practice({ timezone: 'Europe/London' });
});

const send = (file: string[], query = '') => importFile(practice, 'satisfaction', file, query);

function look<T>(question: (tx: Tx) => Promise<T>): Promise<T> {
  return inPractice(kindword, practice, question);
}

const kept = () =>
  look(({ em }) => em.find(Satisfaction, {}, { orderBy: [{ instrument: 'asc' }, { at: 'asc' }] }));

test('scores of clients who are named are kept with their day, and of the work as it is', async () => {
  const client = await practice.client({
    externalRef: '7',
    practitionerId: practice.staffId,
    stage: 'settled',
  });
  await practice.client({ firstName: 'Mary', lastName: 'Oak' });

  const { body } = await send([
    'Patient ID,Patient,Measure,Rating,Date completed',
    '7,,Session satisfaction,4,02/03/2026 10:30',
    ',"Oak, Mary",Friends and Family Test,6,02/03/2026',
  ]);

  expect(body).toMatchObject({ ...COUNTS, rows: 2, created: 2, errors: [] });
  expect(await kept()).toMatchObject([
    {
      clientId: client.id,
      instrument: 'csat',
      score: 4,
      at: new Date('2026-03-02T10:30:00Z'),
      month: '2026-03',
      practitionerId: practice.staffId,
      stage: 'settled',
      kindWords: null,
    },
    { instrument: 'fft', score: 6, at: new Date('2026-03-02T23:59:59.999Z'), month: '2026-03' },
  ]);
});

test('an outcome measure is kept of nobody, and only its month', async () => {
  const { body } = await send([
    'instrument,score,date,month,practitionerId,stage',
    `ORS,28.5,2026-03-02,,${practice.staffId},early`,
    'CORE-10,11,,March 2026,,',
    'nps,9,,2026-03,,',
  ]);

  expect(body).toMatchObject({ ...COUNTS, created: 3 });
  expect(await kept()).toMatchObject([
    { instrument: 'core10', score: 11, month: '2026-03', practitionerId: null },
    { instrument: 'nps', score: 9, month: '2026-03' },
    { instrument: 'ors', score: 28.5, month: '2026-03', practitionerId: practice.staffId, stage: 'early' },
  ]);
  expect((await kept()).every(({ client, at }) => !client && !at)).toBe(true);
});

test('the same file twice adds nothing; equal rows are as many as they are; a longer file adds what is new', async () => {
  await practice.client({ externalRef: '7' });
  const file = [
    'Client ID,Instrument,Score,Date,Month',
    ',srs,36,,2026-03',
    ',srs,36,,2026-03',
    ',csat,5,2026-03-02,',
    ',csat,5,2026-03-09,',
    '7,csat,5,2026-03-02,',
  ];

  const first = await send(file);
  const again = await send(file);
  const longer = await send([...file, ',srs,36,,2026-03', '7,csat,5,2026-03-09,']);

  expect(first.body).toMatchObject({ ...COUNTS, created: 5 });
  expect(again.body).toMatchObject({ ...COUNTS, unchanged: 5 });
  expect(longer.body).toMatchObject({ ...COUNTS, created: 2, unchanged: 5 });
  expect(await kept()).toHaveLength(7);
});

test('a rehearsal answers as the import would, and keeps nothing', async () => {
  const { body } = await send(['Instrument,Score,Month', 'csat,5,2026-03'], '?dryRun=true');

  expect(body).toMatchObject({ ...COUNTS, created: 1, dryRun: true });
  expect(await kept()).toEqual([]);
});

test('what is wrong is named by row and field, and the good rows are kept', async () => {
  await practice.client({ externalRef: '7' });
  const ahead = today(2);

  const { body } = await send([
    'Client ID,First name,Instrument,Score,Date,Month,Practitioner ID',
    '7,,core10,11,2026-03-02,,',
    '8,,csat,4,2026-03-02,,',
    '7,,csat,9,2026-03-02,,',
    '7,,csat,4,,2026-03,',
    ',,smiles,4,,2026-03,',
    ',,csat,,,2026-03,',
    ',,csat,4,,,',
    `,,csat,4,${ahead},,`,
    ',,csat,4,,2199-01,',
    ',,csat,4,,2026-03,0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
    ',Sam,csat,4,2026-03-02,,',
    ',,csat,4,,2026-03,',
  ]);

  expect(body).toMatchObject({ ...COUNTS, rows: 12, created: 1, failed: 11 });
  expect(body.errors.map(({ row, path }: Json) => [row, path])).toEqual([
    [2, 'instrument'],
    [3, 'clientRef'],
    [4, 'score'],
    [5, 'at'],
    [6, 'instrument'],
    [7, 'score'],
    [8, 'at'],
    [9, 'at'],
    [10, 'month'],
    [11, 'practitionerId'],
    [12, 'clientRef'],
  ]);
  const messages = body.errors.map(({ message }: Json) => message).join('\n');
  expect(messages).toMatch(/core10 measures an outcome and is never kept of a named client/);
  expect(messages).toMatch(/csat runs from 1 to 5/);
  expect(messages).toMatch(/"smiles" is no word that is known here: say what it means.* csat, fft, /);
});

test('a low score that came in a file is nobody’s task, and rings nobody', async () => {
  await practice.client({ externalRef: '7' });
  const yesterday = dayAgo(1);

  const { body } = await send(['Client ID,Instrument,Score,Date', `7,csat,1,${yesterday}`]);

  expect(body).toMatchObject({ ...COUNTS, created: 1 });
  const ours = { practiceId: practice.practiceId };
  expect(await look(({ em }) => em.count(Task))).toBe(0);
  expect(await look(({ em }) => em.count(Commitment, { ...ours, kind: 'clientJourney' }))).toBe(0);
  expect(await look(({ em }) => em.count(WorkflowSignal, ours))).toBe(0);
});

test('a practitioner may not import scores', async () => {
  practice = await practice.as(['practitioner']);

  expect((await send(['Instrument,Score,Month', 'csat,5,2026-03'])).status).toBe(403);
});
