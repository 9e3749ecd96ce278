import { afterAll, beforeAll, expect } from '@jest/globals';
import { GATES, type GateCode } from '../../policy/journeys/gate-codes.ts';
import { daysAgo, thisYear } from '../support/clock.ts';
import {
  attends,
  comesAndReaches,
  consent,
  ends,
  hasPrompt,
  holds,
  journeyOf,
  lifts,
  milestonesOf,
  notesOf,
  practiceInAHurry,
  regular,
  unsubscribeHeaders,
} from '../support/journeys.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { mailsTo } from '../support/mails.ts';

let kindword: TestKindword;
let practice: TestPractice;
let practitioner: TestPractice;
let desk: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await practiceInAHurry(kindword, {
    carriers: {
      goal_reached: ['follow_up', 'review_note', 'intake_form'],
      significant_session: ['follow_up'],
      discharge: ['ending_note'],
      transition: ['follow_up'],
    },
    milestones: ['goal_reached', 'significant_session'],
  });
  practitioner = await practice.as(['practitioner']);
  desk = await practice.as(['desk']);
});
afterAll(() => kindword.stop());

const test = sideBySide();

/** Somebody about whom nothing speaks against a prompt, with a practitioner of their own. */
const settledClient = (change: Record<string, unknown> = {}) =>
  regular(practice, { practitionerId: practitioner.staffId, ...change });

/** Came so many days ago, and said yes. */
async function newcomer(...days: number[]): Promise<Json> {
  const client = await practice.client({ stage: 'settled', practitionerId: practitioner.staffId });
  for (const day of days) await attends(practice, client.id, daysAgo(day));
  await consent(practice, client.id, 'given');
  return client;
}

async function neverAsked(): Promise<Json> {
  const client = await practice.client({ stage: 'settled', practitionerId: practitioner.staffId });
  for (const day of [50, 40, 30, 20]) await attends(practice, client.id, daysAgo(day));
  return client;
}

/** Their latest appointment, a moment after the session that is to come, was missed. */
async function missesTheNext(client: Json, at: string): Promise<void> {
  const later = new Date(Date.parse(at) + 1).toISOString();
  await practice.ask('POST', `/clients/${client.id}/sessions`, { at: later, status: 'dna' });
}

type Closes = (client: Json, at: string) => Promise<unknown>;
type Gate = { code: GateCode; because: string; who?: () => Promise<Json>; closes?: Closes };

const hold = (code: GateCode, because = 'on hold'): Gate => ({
  code,
  because,
  closes: (client) => holds(practice, client.id, code),
});

const CLOSED: readonly Gate[] = [
  { code: 'no_consent', because: 'never asked', who: neverAsked },
  { code: 'no_consent', because: 'said no', closes: ({ id }) => consent(practice, id, 'declined') },
  { code: 'no_consent', because: 'said stop', closes: ({ id }) => consent(practice, id, 'withdrawn') },
  { code: 'minor', because: 'may be 17', who: () => settledClient({ birthYear: thisYear() - 18 }) },
  hold('minor', 'cannot decide this'),
  hold('held', 'no reason is known'),
  hold('complaint', 'open'),
  {
    code: 'complaint',
    because: 'closed today',
    closes: async ({ id }) => lifts(practice, id, await holds(practice, id, 'complaint')),
  },
  { code: 'mid_process', because: 'early', who: () => settledClient({ stage: 'early' }) },
  { code: 'mid_process', because: 'in the middle', who: () => settledClient({ stage: 'working_through' }) },
  { code: 'too_early', because: 'three sessions', who: () => newcomer(50, 30) },
  { code: 'too_early', because: 'three weeks', who: () => newcomer(21, 18, 14, 9) },
  { code: 'missed_session', because: 'did not come', closes: missesTheNext },
  hold('unpaid', 'an invoice is overdue'),
  {
    code: 'low_satisfaction',
    because: '2 of 5',
    closes: ({ id }) => practice.ask('POST', `/clients/${id}/satisfaction`, { instrument: 'csat', score: 2 }),
  },
  { code: 'drop_out', because: 'left', closes: ({ id }) => ends(practice, id, 'drop_out') },
  { code: 'drop_out', because: 'we ended it', closes: ({ id }) => ends(practice, id, 'ended_by_practice') },
  { code: 'referred_on', because: 'sent on', closes: ({ id }) => ends(practice, id, 'referred_on') },
  hold('third_party_payer', 'an employer pays'),
  hold('shared_work', 'a couple'),
  hold('fee_review', 'a fee decision is near'),
  {
    code: 'too_often',
    because: 'sent somebody lately',
    closes: ({ id }) => practice.refer({ referrer: { clientId: id } }),
  },
  {
    code: 'do_not_email',
    because: 'the mailbox is shared',
    closes: ({ email }) => practice.client({ firstName: 'Sam', email: email.toUpperCase(), distinct: true }),
  },
];

/** What somebody of the staff reads of why this client was not asked. */
async function readsBy(who: TestPractice, clientId: string): Promise<string[]> {
  const { gate } = await journeyOf(who, clientId);
  return [gate.code, ...(await milestonesOf(who, clientId)).map(({ code }) => code)];
}

test.each(CLOSED)(
  '$code ($because): the note goes as ever, without a word; why is for the owner and their practitioner',
  async ({ code, who = settledClient, closes }) => {
    const client = await who();
    const at = daysAgo(0);
    await closes?.(client, at);

    const milestone = await comesAndReaches(practice, client.id, { at });

    const [note, ...others] = await notesOf(practice, client.id);
    expect([note, others]).toMatchObject([
      { status: 'sent', carrier: 'follow_up', prompt: { rode: false, code } },
      [],
    ]);
    const mails = await mailsTo(kindword.outbox, client.email);
    expect(mails.map((mail) => [hasPrompt(mail), unsubscribeHeaders(mail)])).toEqual([[false, []]]);
    const [{ status }] = (await milestonesOf(practice, client.id)).filter(({ id }) => id === milestone.id);
    expect(status).toBe(GATES[code].then === 'wait' ? 'waiting' : 'let_go');
    expect(await readsBy(practice, client.id)).toEqual([code, code]);
    expect(await readsBy(practitioner, client.id)).toEqual([code, code]);
    expect(await readsBy(desk, client.id)).toEqual(['not_now', 'not_now']);
    const { items } = await desk.ask('GET', `/messages?clientId=${client.id}`);
    expect(items.flatMap(({ prompt }: Json) => prompt ?? [])).toEqual([{ rode: false, code: 'not_now' }]);
  },
);
