import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { daysAgo } from '../support/clock.ts';
import { lastMonth } from '../api/support/periods.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';

const MONTH = lastMonth();
/** Scores of each practitioner in the month. */
const SCORES = [12, 14, 3];

/** People who got in touch four months ago, by how they had heard of us. */
const ASKED = { search: 12, podcast: 3, directory: 9, website: 14 };

let kindword: TestKindword;
let practice: TestPractice;
let practitioners: TestPractice[];
let readers: Record<'reviewer' | 'agency' | 'desk', TestPractice>;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice();
  practitioners = await Promise.all(SCORES.map(() => practice.as(['practitioner'])));
  readers = {
    reviewer: await practice.as(['reviewer']),
    agency: await practice.as(['agency']),
    desk: await practice.as(['desk']),
  };
  for (const [index, { staffId }] of practitioners.entries()) await scores(staffId, SCORES[index] ?? 0);
  for (const [kind, count] of Object.entries(ASKED)) await asked(kind, count);
});
afterAll(() => kindword.stop());

async function scores(practitionerId: string, count: number): Promise<void> {
  for (let nth = 0; nth < count; nth += 1)
    await practice.ask('POST', '/satisfaction', {
      instrument: 'csat',
      score: 3 + (nth % 3),
      month: MONTH,
      practitionerId,
    });
}

async function asked(kind: string, count: number): Promise<void> {
  for (let nth = 0; nth < count; nth += 1)
    await practice.ask('POST', '/enquiries', {
      person: { firstName: `Sam ${kind} ${nth}` },
      via: 'phone',
      sourceKind: kind,
      receivedAt: daysAgo(130),
    });
}

const read = (by: TestPractice): Promise<Json> => by.ask('GET', '/reports/satisfaction?by=practitioner');
const ofEach = ({ rows }: Json): (number | null)[] =>
  practitioners.map(({ staffId }) => {
    const row = rows.find(({ practitionerId }: Json) => practitionerId === staffId);
    return row?.satisfaction.n ?? null;
  });

test('before a month is closed, whoever may recognise nobody is told so and reads no figure', async () => {
  const { rows, n, asOf, suppressed, missing } = await read(readers.reviewer);

  expect([rows, n, asOf, suppressed, missing.length]).toEqual([[], null, null, true, 1]);
  expect(ofEach(await read(practice))).toEqual(SCORES);
});

test('after it, nobody can be worked out from rows and totals, and everybody knows their own (5.7)', async () => {
  await practice.ask('POST', '/reviews', { kind: 'monthly', period: MONTH });

  const seen = await read(readers.reviewer);
  const own = await Promise.all(practitioners.map(read));
  const [, , few] = practitioners;

  expect([seen.from, seen.asOf !== null, seen.suppressed]).toEqual([expect.any(String), true, true]);
  const shown = ofEach(seen);
  expect(shown[2]).toBeNull();
  const hidden = [...shown, seen.n].filter((figure) => figure === null).length;
  expect(hidden).toBeGreaterThan(1);
  expect(own.map((answer, index) => ofEach(answer)[index])).toEqual(SCORES);
  expect(ofEach(own[0])[2]).toBeNull();
  expect(JSON.stringify(await read(readers.desk))).toBe(JSON.stringify({ ...seen }));
  const csv = await readers.reviewer.call('GET', '/reports/satisfaction?by=practitioner', undefined, {
    accept: 'text/csv',
  });
  const line = String(csv.body)
    .split('\n')
    .find((one) => one.startsWith(few?.staffId ?? '?'));
  expect(line).toContain('hidden');
});

test('what one report withholds no other tells: funnel, conversion and leaks count the same people', async () => {
  const { reviewer } = readers;
  const funnel = await reviewer.ask('GET', '/reports/funnel?by=kind');
  const conversion = await reviewer.ask('GET', '/reports/conversion?by=kind');
  const leaks = await reviewer.ask('GET', '/reports/leaks');
  const inTouch = funnel.rows.filter(({ step }: Json) => step === 'in_touch');
  const of = (rows: Json[], field: string) =>
    Object.fromEntries(rows.map((row: Json) => [row.kind, row[field]]));

  expect(of(inTouch, 'n')).toEqual(of(conversion.rows, 'asked'));
  expect(of(inTouch, 'n').podcast).toBeNull();
  expect(Object.values(of(inTouch, 'n')).filter((count) => count === null).length).toBeGreaterThan(1);
  expect([funnel.n, conversion.n]).toEqual([leaks.n, leaks.n]);
  expect([funnel.from, funnel.to]).toEqual([conversion.from, leaks.to]);
  expect(of((await practice.ask('GET', '/reports/conversion?by=kind')).rows, 'asked')).toMatchObject(ASKED);
});

test('whatever leaves the house goes by the rounding ladder', async () => {
  expect(ofEach(await read(readers.agency))).toEqual([10, 15, null]);
});

test('what happens after the freeze is not read before the next one', async () => {
  const [, second] = practitioners;
  const before = await read(readers.reviewer);
  await scores(second?.staffId ?? '', 2);

  expect(await read(readers.reviewer)).toEqual(before);
  expect(ofEach(await read(practice))[1]).toBe(16);
});
