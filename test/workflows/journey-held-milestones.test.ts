import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { daysAgo, thisYear, today } from '../support/clock.ts';
import {
  attends,
  comesAndReaches,
  hasPrompt,
  held,
  holds,
  lifts,
  notesOf,
  practiceInAHurry,
  regular,
  sends,
  settled,
} from '../support/journeys.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { mailsTo, firstMailTo } from '../support/mails.ts';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await practiceInAHurry(kindword);
});
afterAll(() => kindword.stop());

const test = sideBySide();

/** Came for too short a time, by number and by days. */
async function newcomer(): Promise<Json> {
  const client = await practice.client({ stage: 'working_through' });
  await practice.ask('POST', `/clients/${client.id}/prompt-consent`, {
    status: 'given',
    channel: 'form',
    wordingVersion: 'm5',
  });
  return client;
}

const misses = (client: Json, at: string): Promise<Json> =>
  practice.ask('POST', `/clients/${client.id}/sessions`, {
    at: new Date(Date.parse(at) + 1).toISOString(),
    status: 'dna',
  });
const isAt = (client: Json, stage: string): Promise<Json> =>
  practice.ask('POST', `/clients/${client.id}/stage`, { stage });

type Waits = {
  code: string;
  because: string;
  kind?: string;
  closes: (client: Json, at: string) => Promise<Json>;
  opens: (client: Json, closed: Json) => Promise<unknown>;
};

test.each<Waits>([
  {
    code: 'mid_process',
    because: 'in the middle of the work',
    closes: (client) => isAt(client, 'working_through'),
    opens: (client) => isAt(client, 'settled'),
  },
  {
    code: 'mid_process',
    because: 'a significant session, and nobody can tell how far the work is',
    kind: 'significant_session',
    closes: (client) => practice.ask('PATCH', `/clients/${client.id}`, { stage: null }),
    opens: (client) => isAt(client, 'settled'),
  },
  {
    code: 'missed_session',
    because: 'the last appointment was missed',
    closes: misses,
    opens: (client) => attends(practice, client.id),
  },
  {
    code: 'unpaid',
    because: 'an invoice is overdue',
    closes: (client) => holds(practice, client.id, 'unpaid'),
    opens: (client, hold) => lifts(practice, client.id, hold),
  },
])(
  '$code ($because): the moment is held, and rides in a later note once that is over',
  async ({ code, kind = 'goal_reached', closes, opens }) => {
    const client = await regular(practice);
    const at = daysAgo(0);
    const closed = await closes(client, at);
    const milestone = await comesAndReaches(practice, client.id, { kind, at });
    await notesOf(practice, client.id);
    expect(await held(practice, client.id, milestone.id)).toMatchObject({ code });

    await opens(client, closed);
    const note = await sends(practice, client.id);

    expect(note.prompt).toEqual({ rode: true, milestoneId: milestone.id });
    await notesOf(practice, client.id, 2);
    const mails = await mailsTo(kindword.outbox, client.email);
    expect(mails.map(hasPrompt).toSorted()).toEqual([false, true]);
  },
);

test('no word from the diary for a while: the moment waits, visibly, and goes on when the diary speaks', async () => {
  const silent = await practiceInAHurry(kindword);
  const { prompt } = await silent.ask('GET', '/practice/policy');
  await silent.changePolicy({ prompt: { ...prompt, staleData: 'PT0.1S' } });
  const client = await regular(silent);
  const milestone = await comesAndReaches(silent, client.id);
  await notesOf(silent, client.id);
  expect(await held(silent, client.id, milestone.id)).toMatchObject({ code: 'stale_data' });

  await silent.changePolicy({ prompt });
  const note = await sends(silent, client.id);

  expect(note.prompt).toEqual({ rode: true, milestoneId: milestone.id });
});

test('no address: the moment waits; an address that is added is written to, with the prompt', async () => {
  const client = await regular(practice, { email: undefined, externalRef: randomUUID() });
  const milestone = await comesAndReaches(practice, client.id);
  expect(await held(practice, client.id, milestone.id)).toMatchObject({ code: 'no_carrier' });
  const email = `robin-${randomUUID()}@example.org`;

  await practice.ask('PATCH', `/clients/${client.id}`, { email });

  expect(await settled(practice, client.id, milestone.id)).toMatchObject({ status: 'carried' });
  expect(hasPrompt(await firstMailTo(kindword.outbox, email))).toBe(true);
});

test('their practitioner’s own tick knows better than a guess about time or stage', async () => {
  const [ticked, unticked] = [await newcomer(), await newcomer()];

  const own = await comesAndReaches(practice, ticked.id, { practitionerTick: true });
  const guessed = await comesAndReaches(practice, unticked.id);

  expect(await settled(practice, ticked.id, own.id)).toMatchObject({ status: 'carried' });
  expect(hasPrompt(await firstMailTo(kindword.outbox, ticked.email))).toBe(true);
  expect(hasPrompt(await firstMailTo(kindword.outbox, unticked.email))).toBe(false);
  expect(await held(practice, unticked.id, guessed.id)).toMatchObject({ code: 'mid_process' });
});

test('the tick knows nothing of a hold, an age or a missing yes', async () => {
  const clients = [
    await regular(practice, { birthYear: thisYear() - 17 }),
    await regular(practice),
    await practice.client(),
  ];
  await holds(practice, clients[1].id, 'held');

  const milestones = await Promise.all(
    clients.map(({ id }) => comesAndReaches(practice, id, { practitionerTick: true })),
  );

  const ends = await Promise.all(clients.map(({ id }, at) => settled(practice, id, milestones[at].id)));
  expect(ends).toMatchObject([
    { status: 'let_go', code: 'minor' },
    { status: 'let_go', code: 'held' },
    { status: 'let_go', code: 'no_consent' },
  ]);
});

test('the owner decides that a bill is no reason: the prompt rides', async () => {
  const client = await regular(practice);
  await holds(practice, client.id, 'unpaid');
  const until = today(1);
  await practice.ask('POST', `/clients/${client.id}/gate-overrides`, { code: 'unpaid', until });

  const milestone = await comesAndReaches(practice, client.id);

  expect(await settled(practice, client.id, milestone.id)).toMatchObject({ status: 'carried' });
});

test('a yes that comes before the note has left is in time', async () => {
  const client = await practice.client({ stage: 'settled' });
  for (const days of [50, 40, 30, 20]) await attends(practice, client.id, daysAgo(days));

  const milestone = await comesAndReaches(practice, client.id);
  await practice.ask('POST', `/clients/${client.id}/prompt-consent`, {
    status: 'given',
    channel: 'form',
    wordingVersion: 'm5',
  });

  expect(await settled(practice, client.id, milestone.id)).toMatchObject({ status: 'carried' });
});
