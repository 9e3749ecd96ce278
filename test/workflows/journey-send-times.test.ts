import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import { SkippedJourneys, type Note } from '../support/skipped-journeys.ts';
import { HOUR_MS, nextClockChange, onTheWall, SkippedTime } from '../support/skipped-time.ts';

const DAY_MS = 24 * HOUR_MS;
const [MON, FRI, SAT] = [1, 5, 6];
/** So that no bank holiday falls into a test, whatever the date on which it runs. */
const NO_HOLIDAYS = {
  sendWindows: {
    clients: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '09:00', to: '19:30' },
    professionals: { days: ['mon'], from: '09:00', to: '19:30' },
    holidays: 'none',
  },
} satisfies Partial<PracticePolicy>;
const EVERY_SESSION = {
  alreadySends: {
    follow_up: 'after_every_session',
    ending_note: true,
    review_note: false,
    intake_form: true,
  },
} satisfies Partial<PracticePolicy>;

let time: SkippedTime;
let journeys: SkippedJourneys;
let always: SkippedJourneys;
beforeAll(async () => {
  time = await SkippedTime.start();
  journeys = new SkippedJourneys(await time.practice());
  always = new SkippedJourneys(await time.practice());
  await journeys.changePolicy(NO_HOLIDAYS);
  await always.changePolicy({ ...NO_HOLIDAYS, ...EVERY_SESSION });
});
afterAll(() => time.stop());

const after = (moment: Date, ms: number): Date => new Date(moment.getTime() + ms);
/** What the practice's wall showed when each note went, and whether a prompt was inside. */
const went = (notes: readonly Note[]): [string, boolean][] =>
  notes.map(({ sentAt, hasPrompt }) => [onTheWall(sentAt ?? new Date(0)), hasPrompt]);
const dateOf = (at: Date | null | undefined): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'Europe/London' }).format(
    at ?? 0,
  );

test.each([
  ['Friday 18:30', { weekday: FRI, hour: 18.5 }, 'Sat 12:30'],
  ['Friday 8:00', { weekday: FRI, hour: 8 }, 'Sat 09:00'],
  ['Saturday 14:00', { weekday: SAT, hour: 14 }, 'Mon 09:00'],
  ['Monday 15:00', { weekday: MON, hour: 15 }, 'Tue 09:00'],
  ['Monday 15:30', { weekday: MON, hour: 15.5 }, 'Tue 09:30'],
])(
  'after a session on %s the note goes when it may, and no sooner than eighteen hours',
  async (_, wall, goes) => {
    const client = await journeys.regular();
    const start = await time.skipToNext(wall);
    await journeys.comesAndReaches(client);

    await time.skipTo(after(start, 72 * HOUR_MS));

    const notes = await journeys.notes(client);
    expect(went(notes)).toEqual([[goes, true]]);
    expect((notes[0]?.sentAt?.getTime() ?? 0) - start.getTime()).toBeGreaterThanOrEqual(18 * HOUR_MS);
  },
);

test('two sessions a day apart are two notes, twenty hours apart at least', async () => {
  const client = await always.regular();
  const start = await time.skipToNext({ weekday: MON, hour: 18 });
  await always.attends(client);
  await time.skipTo(after(start, 20 * HOUR_MS + HOUR_MS));
  await always.attends(client);

  await time.skipTo(after(start, 72 * HOUR_MS));

  expect(went(await always.notes(client)).map(([at]) => at)).toEqual(['Tue 12:00', 'Wed 09:00']);
});

test('paused for six days: the note goes when sending goes on; for eight days: not at all, and nobody is asked', async () => {
  const start = await time.skipToNext({ weekday: MON, hour: 10 });
  const soon = await journeys.regular();
  await journeys.comesAndReaches(soon);
  await journeys.sending('paused');
  await time.skipTo(after(start, 6 * DAY_MS));
  await journeys.sending('live', soon);
  const again = after(start, 7 * DAY_MS);
  await time.skipTo(again);

  const late = await journeys.regular();
  const lost = await journeys.comesAndReaches(late);
  await journeys.sending('paused');
  await time.skipTo(after(again, 8 * DAY_MS));
  await journeys.sending('live', late);
  await time.skipTo(after(again, 9 * DAY_MS));

  expect(went(await journeys.notes(soon))).toEqual([['Mon 09:00', true]]);
  expect((await journeys.notes(late)).map(({ status }) => status)).toEqual(['stopped']);
  expect(await journeys.milestone(lost)).toMatchObject({ status: 'let_go', code: 'expired' });
});

test('a session before Christmas is too late after it; one between the years is followed up in the new one', async () => {
  const english = new SkippedJourneys(await time.practice());
  const start = await time.skipToNext({ month: 12, day: 23, hour: 17 });
  const [before, ended] = [await english.regular(), await english.regular()];
  const lost = await english.comesAndReaches(before);
  await english.attends(ended);
  await english.ends(ended, 'planned_met');
  await time.skipToNext({ month: 12, day: 28, hour: 10 });
  const between = await english.regular();
  await english.comesAndReaches(between);

  await time.skipTo(after(start, 15 * DAY_MS));

  expect((await english.notes(before)).filter(({ status }) => status === 'sent')).toEqual([]);
  expect(await english.milestone(lost)).toMatchObject({ status: 'let_go', code: 'expired' });
  const [note] = await english.notes(between);
  const [ending] = await english.notes(ended);
  for (const { sentAt, hasPrompt } of [note, ending].filter((one) => one !== undefined)) {
    expect(['3 Jan', '4 Jan', '5 Jan']).toContain(dateOf(sentAt));
    expect([onTheWall(sentAt ?? start).slice(4), hasPrompt]).toEqual(['09:00', true]);
  }
});

test('an ending that has no session counts from the end of its day', async () => {
  const start = await time.skipToNext({ weekday: FRI, hour: 11 });
  const client = await journeys.regular();
  await journeys.ends(client, 'planned_met');

  await time.skipTo(after(start, 4 * DAY_MS));

  expect(went(await journeys.notes(client))).toEqual([['Sat 18:00', true]]);
});

test('an ending note has fourteen days: on the thirteenth it goes, on the fifteenth it does not', async () => {
  const start = await time.skipToNext({ weekday: MON, hour: 10 });
  const [soon, late] = [await journeys.regular(), await journeys.regular()];
  await journeys.attends(soon);
  await journeys.ends(soon, 'planned_met');
  await time.skipTo(after(start, HOUR_MS));
  await journeys.sending('paused');
  await time.skipTo(after(start, 13 * DAY_MS + HOUR_MS));
  await journeys.sending('live', soon);
  await time.skipTo(after(start, 14 * DAY_MS));
  await journeys.attends(late);
  await journeys.ends(late, 'planned_met');
  await journeys.sending('paused');
  await time.skipTo(after(start, 29 * DAY_MS));
  await journeys.sending('live', late);

  await time.skipTo(after(start, 32 * DAY_MS));

  expect((await journeys.notes(soon)).map(({ status, hasPrompt }) => [status, hasPrompt])).toEqual([
    ['sent', false],
  ]);
  expect((await journeys.notes(late)).map(({ status }) => status)).toEqual(['stopped']);
});

test('a moment that had to wait rides on day fifty-nine, and is let go on day sixty', async () => {
  const start = await time.skipToNext({ weekday: MON, hour: 10 });
  const [rides, goes] = [
    await always.regular({ stage: 'working_through' }),
    await always.regular({ stage: 'working_through' }),
  ];
  const [held, lost] = [await always.comesAndReaches(rides), await always.comesAndReaches(goes)];
  await time.skipTo(after(start, 58 * DAY_MS));
  await always.isAt(rides, 'settled');
  await always.attends(rides);
  await time.skipTo(after(start, 59 * DAY_MS + 8 * HOUR_MS));

  await time.skipTo(after(start, 60 * DAY_MS + HOUR_MS));
  await always.isAt(goes, 'settled');
  await always.attends(goes);
  await time.skipTo(after(start, 62 * DAY_MS));

  expect((await always.notes(rides)).map(({ hasPrompt }) => hasPrompt)).toEqual([false, true]);
  expect(await always.milestone(held)).toMatchObject({ status: 'carried' });
  expect((await always.notes(goes)).map(({ hasPrompt }) => hasPrompt)).toEqual([false, false]);
  expect(await always.milestone(lost)).toMatchObject({ status: 'let_go', code: 'mid_process' });
});

test('ninety days lie between two prompts, and three weeks before an ending', async () => {
  const start = await time.skipToNext({ weekday: MON, hour: 10 });
  const client = await always.regular();
  const rode: boolean[] = [];
  for (const day of [0, 84, 91]) {
    await time.skipTo(after(start, day * DAY_MS));
    const milestone = await always.comesAndReaches(client);
    await time.skipTo(after(start, (day + 3) * DAY_MS));
    rode.push((await always.milestone(milestone)).status === 'carried');
  }
  await time.skipTo(after(start, 105 * DAY_MS));
  await always.attends(client);
  const tooSoon = await always.ends(client, 'planned_met');
  await time.skipTo(after(start, 108 * DAY_MS));

  expect(rode).toEqual([true, false, true]);
  expect(await always.milestone(tooSoon ?? '')).toMatchObject({ status: 'let_go', code: 'too_often' });
});

test('an ending three weeks after a prompt carries one; three in one course of work are the most', async () => {
  const start = await time.skipToNext({ weekday: MON, hour: 10 });
  const [ending, many] = [await always.regular(), await always.regular()];
  await always.comesAndReaches(ending);
  const rode: string[] = [];
  for (const day of [0, 98, 196, 294]) {
    await time.skipTo(after(start, day * DAY_MS));
    const milestone = await always.comesAndReaches(many);
    if (day === 0) {
      await time.skipTo(after(start, 24 * DAY_MS));
      await always.attends(ending);
      await always.ends(ending, 'planned_met');
    }
    await time.skipTo(after(start, (day + 28) * DAY_MS));
    const { status, code } = await always.milestone(milestone);
    rode.push(code ?? status);
  }

  expect(
    (await always.notes(ending)).filter(({ hasPrompt }) => hasPrompt).map(({ carrier }) => carrier),
  ).toEqual(['follow_up', 'ending_note']);
  expect(rode).toEqual(['carried', 'carried', 'carried', 'too_often']);
});

test.each(['the next', 'the one after'])(
  'nine o’clock is nine o’clock when the clocks change (%s)',
  async () => {
    const change = nextClockChange(await time.now());
    await time.skipTo(after(change, -8 * HOUR_MS));
    const client = await journeys.regular();
    const begun = await time.now();
    await journeys.comesAndReaches(client);

    await time.skipTo(after(change, 3 * DAY_MS));

    const notes = await journeys.notes(client);
    expect(went(notes)).toEqual([['Mon 09:00', true]]);
    expect((notes[0]?.sentAt?.getTime() ?? 0) - begun.getTime()).toBeGreaterThan(18 * HOUR_MS);
  },
);
