import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { dayAgo, daysAgo } from '../support/clock.ts';
import {
  attends,
  atRest,
  comesAndReaches,
  consent,
  ends,
  happensTo,
  hasPrompt,
  holds,
  journeyBecomes,
  ledgerOf,
  notesOf,
  practiceInAHurry,
  reaches,
  regular,
  SENDS,
  sends,
  settled,
  SOON_OVER,
} from '../support/journeys.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { mailsTo, firstMailTo } from '../support/mails.ts';

let kindword: TestKindword;
let brief: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  brief = await practiceInAHurry(kindword, { carrierTiming: SOON_OVER });
});
afterAll(() => kindword.stop());

const test = sideBySide();

/** Something happens to a mail that a person sent them, and their journey knows of it. */
const afterAMail =
  (event: string, code: string) =>
  async (client: Json): Promise<void> => {
    await sends(brief, client.id, 'intake_form');
    await happensTo(kindword.outbox, await firstMailTo(kindword.outbox, client.email), event);
    await journeyBecomes(brief, client.id, ({ gate }) => gate.code === code);
  };

test.each([
  ['objected', 'unsubscribed with their mail program', afterAMail('unsubscribe', 'objected'), 1],
  ['objected', 'called our mail spam', afterAMail('complaint', 'objected'), 1],
  ['suppressed', 'mail to them comes back', afterAMail('hard-bounce', 'suppressed'), 1],
  ['do_not_email', 'wants no e-mail', ({ id }: Json) => holds(brief, id, 'do_not_email'), 0],
])(
  '%s (%s): nothing goes, with a prompt or without, and the moment is let go',
  async (code, _, happens, before) => {
    const client = await regular(brief);
    await happens(client);

    const milestone = await comesAndReaches(brief, client.id);

    expect(await settled(brief, client.id, milestone.id)).toMatchObject({ status: 'let_go', code });
    await atRest(brief, client.id);
    expect(await ledgerOf(brief, client.id)).toHaveLength(before);
    expect(await mailsTo(kindword.outbox, client.email)).toHaveLength(before);
  },
);

test('a kind of moment that the practice has not chosen sends nothing by itself and asks nobody', async () => {
  const client = await regular(brief);

  const milestone = await comesAndReaches(brief, client.id, { kind: 'transition' });

  const code = 'not_a_moment';
  expect(await settled(brief, client.id, milestone.id)).toMatchObject({ status: 'let_go', code });
  await atRest(brief, client.id);
  expect(await ledgerOf(brief, client.id)).toEqual([]);
});

test('a follow-up that goes after every session goes without a word for a kind that is not chosen (D7, S10)', async () => {
  const always = await practiceInAHurry(kindword, {
    alreadySends: { ...SENDS, follow_up: 'after_every_session' },
  });
  const client = await regular(always);

  await comesAndReaches(always, client.id, { kind: 'transition' });

  const [note] = await notesOf(always, client.id);
  expect(note).toMatchObject({ status: 'sent', prompt: { rode: false, code: 'not_a_moment' } });
  expect(hasPrompt(await firstMailTo(kindword.outbox, client.email))).toBe(false);
});

test('somebody who was asked is not asked again, whatever they reach', async () => {
  const practice = await practiceInAHurry(kindword, {
    carriers: {
      goal_reached: ['intake_form', 'follow_up'],
      significant_session: ['follow_up'],
      discharge: ['ending_note'],
      transition: ['follow_up'],
    },
  });
  const client = await regular(practice);
  await reaches(practice, client.id);
  await attends(practice, client.id);
  const first = await sends(practice, client.id, 'intake_form');
  expect(first.prompt.rode).toBe(true);

  const again = await reaches(practice, client.id, 'significant_session');

  const code = 'too_often';
  expect(await settled(practice, client.id, again.id)).toMatchObject({ status: 'let_go', code });
  const notes = await notesOf(practice, client.id, 2);
  expect(notes.map(({ carrier, prompt }) => [carrier, prompt.rode])).toEqual(
    expect.arrayContaining([
      ['intake_form', true],
      ['follow_up', false],
    ]),
  );
  expect((await mailsTo(kindword.outbox, client.email)).filter(hasPrompt)).toHaveLength(1);
  expect(await journeyBecomes(practice, client.id, ({ state }) => state === 'at_rest')).toMatchObject({
    promptsSent: 1,
    gate: { ok: false, code },
  });
});

test('what happened before the practice went live sends nothing and asks nobody', async () => {
  const client = await regular(brief);
  await attends(brief, client.id, daysAgo(1));

  const milestone = await reaches(brief, client.id, 'goal_reached', { occurredOn: dayAgo(1) });

  const code = 'not_live';
  expect(await settled(brief, client.id, milestone.id)).toMatchObject({ status: 'let_go', code });
  await atRest(brief, client.id);
  expect(await ledgerOf(brief, client.id)).toEqual([]);
});

test('nobody is asked later than thirty days after the work ended (§2.7)', async () => {
  const client = await regular(brief);
  await ends(brief, client.id, 'moved', { on: dayAgo(31) });

  const milestone = await reaches(brief, client.id);

  const code = 'expired';
  expect(await settled(brief, client.id, milestone.id)).toMatchObject({ status: 'let_go', code });
  expect(await ledgerOf(brief, client.id)).toEqual([]);
});

test('under the strict profile clients are not asked; former ones hear words without an ask, after a yes in writing (§2.9)', async () => {
  const strict = await practiceInAHurry(kindword);
  await strict.ask('PATCH', '/practice', { profile: 'US_STRICT', promptsSignedOff: true });
  const [current, former, spoken] = [await regular(strict), await regular(strict), await regular(strict)];
  await strict.ask('POST', `/clients/${spoken.id}/prompt-consent`, {
    status: 'given',
    channel: 'phone',
    wordingVersion: 'm5',
  });

  const goal = await comesAndReaches(strict, current.id);
  for (const { id } of [former, spoken]) await attends(strict, id);
  const [ended, unwritten] = [
    await ends(strict, former.id, 'planned_met'),
    await ends(strict, spoken.id, 'planned_met'),
  ];

  const code = 'not_a_moment';
  expect(await settled(strict, current.id, goal.id)).toMatchObject({ status: 'let_go', code });
  expect(await settled(strict, former.id, ended.milestoneId)).toMatchObject({ status: 'carried' });
  expect(await settled(strict, spoken.id, unwritten.milestoneId)).toMatchObject({ code: 'no_consent' });
  const { TextBody } = await firstMailTo(kindword.outbox, former.email);
  expect(TextBody).toContain('You are welcome to share our details');
  expect(TextBody).not.toMatch(/you could say|might benefit/i);
});

test('under the strict profile nobody is asked before the owner has checked the rules of their state', async () => {
  const strict = await practiceInAHurry(kindword);
  await strict.ask('PATCH', '/practice', { profile: 'US_STRICT' });
  const client = await regular(strict);
  await attends(strict, client.id);

  const { milestoneId } = await ends(strict, client.id, 'planned_met');

  const code = 'not_live';
  expect(await settled(strict, client.id, milestoneId)).toMatchObject({ status: 'let_go', code });
  expect(hasPrompt(await firstMailTo(kindword.outbox, client.email))).toBe(false);
});

test('two who share a mailbox are not asked, whoever of them came second (E23)', async () => {
  const email = `both-${randomUUID()}@example.org`;
  const [one, other] = [
    await regular(brief, { email }),
    await regular(brief, { email, firstName: 'Sam', distinct: true }),
  ];

  const milestones = [await comesAndReaches(brief, one.id), await comesAndReaches(brief, other.id)];

  await notesOf(brief, one.id);
  await notesOf(brief, other.id);
  expect(await settled(brief, one.id, milestones[0].id)).toMatchObject({ code: 'do_not_email' });
  expect(await settled(brief, other.id, milestones[1].id)).toMatchObject({ code: 'do_not_email' });
  expect((await mailsTo(kindword.outbox, email)).map(hasPrompt)).toEqual([false, false]);
});

test('a stop said before a yes was written down is not undone by it', async () => {
  const client = await regular(brief);
  await consent(brief, client.id, 'withdrawn');

  const older = await brief.call('POST', `/clients/${client.id}/prompt-consent`, {
    status: 'given',
    channel: 'slip',
    wordingVersion: 'm5',
    at: daysAgo(1),
  });
  const milestone = await comesAndReaches(brief, client.id);

  expect(older.status).toBe(409);
  expect(await settled(brief, client.id, milestone.id)).toMatchObject({ code: 'no_consent' });
});
