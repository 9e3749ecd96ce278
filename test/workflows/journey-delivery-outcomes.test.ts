import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect } from '@jest/globals';
import {
  comesAndReaches,
  hasPrompt,
  journeyBecomes,
  journeyOf,
  ledgerOf,
  milestoneBecomes,
  milestonesOf,
  notesOf,
  practiceInAHurry,
  regular,
  SENDS,
  sends,
  settled,
  SOON_OVER,
} from '../support/journeys.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';
import { mailsTo, firstMailTo } from '../support/mails.ts';
import { tasksOf, type Task } from '../support/tasks.ts';

/** A delivery event would tell what became of a mail, and so would its search: here nobody can. */
const NOBODY_CAN_TELL = { deliverAfterMs: 600_000, lateIndexMs: 600_000 };
const LOST = '+fault-accept-reset+fault-late-index';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword({}, NOBODY_CAN_TELL);
  practice = await practiceInAHurry(kindword, {
    alreadySends: { ...SENDS, follow_up: 'after_every_session', review_note: true },
  });
});
afterAll(() => kindword.stop());

const test = sideBySide();

const mailsOf = ({ email }: { email: string }) => mailsTo(kindword.outbox, email);
const address = (tags = '') => `r${randomBytes(6).toString('hex')}${tags}@example.org`;
const taskAbout = async (where: TestPractice, clientId: string): Promise<Task | undefined> =>
  (await tasksOf(where, { kind: 'message_held', clientId }))[0];

test('an address that the mail server refuses was not asked: the moment is free, and counts for nothing', async () => {
  const client = await regular(practice, { email: address('+fault-406') });
  const milestone = await comesAndReaches(practice, client.id);
  const [refused] = await notesOf(practice, client.id);
  const waiting = await journeyBecomes(practice, client.id, ({ state }) => state !== 'sending');

  await practice.ask('PATCH', `/clients/${client.id}`, { email: address() });
  const note = await sends(practice, client.id);

  expect(refused).toMatchObject({ status: 'refused', why: 'inactive_recipient', prompt: { rode: false } });
  expect(waiting).toMatchObject({ promptsSent: 0, gate: { code: 'suppressed' } });
  expect(note.prompt).toEqual({ rode: true, milestoneId: milestone.id });
});

test('mail servers that ask for patience get it: the note goes later, once, with its prompt', async () => {
  const clients = [
    await regular(practice, { email: address('+fault-once-429') }),
    await regular(practice, { email: address('+fault-once-503') }),
  ];

  const milestones = await Promise.all(clients.map(({ id }) => comesAndReaches(practice, id)));

  for (const [at, client] of clients.entries()) {
    const done = await until(async () => {
      const [note] = await ledgerOf(practice, client.id);
      return note?.status === 'sent' ? note : null;
    });
    expect(done.prompt).toEqual({ rode: true, milestoneId: milestones[at].id });
    expect(await mailsOf(client)).toHaveLength(1);
  }
});

test('an answer that was lost is looked up, and the note is not sent again', async () => {
  const client = await regular(practice, { email: address('+fault-accept-reset') });

  const milestone = await comesAndReaches(practice, client.id);

  expect(await notesOf(practice, client.id)).toMatchObject([{ status: 'sent', prompt: { rode: true } }]);
  expect(await settled(practice, client.id, milestone.id)).toMatchObject({ status: 'carried' });
  expect(await mailsOf(client)).toHaveLength(1);
});

test('where nobody can tell whether a note arrived it is a person’s task, never sent twice, and the prompt counts', async () => {
  const client = await regular(practice, { email: address(LOST) });
  const milestone = await comesAndReaches(practice, client.id);

  const [note] = await notesOf(practice, client.id);

  expect(note).toMatchObject({ status: 'held', why: 'unknown_outcome', attempts: 1 });
  expect(await taskAbout(practice, client.id)).toMatchObject({
    assigneeId: practice.staffId,
    words: expect.stringContaining('our e-mail to Robin Rowan arrived'),
  });
  expect(await milestonesOf(practice, client.id)).toMatchObject([{ id: milestone.id, status: 'carried' }]);
  expect(await journeyOf(practice, client.id)).toMatchObject({ gate: { code: 'too_often' }, promptsSent: 1 });
});

test('a person decides that a held note did arrive: the task is done, and the prompt still counts', async () => {
  const client = await regular(practice, { email: address(LOST) });
  await comesAndReaches(practice, client.id);
  const [note] = await notesOf(practice, client.id);

  await practice.ask('POST', `/messages/${note.id}/cancel`);

  expect(await taskAbout(practice, client.id)).toBeUndefined();
  expect(await journeyOf(practice, client.id)).toMatchObject({ state: 'at_rest', promptsSent: 1 });
});

test('a held note that a person sends again goes without its prompt, which may have arrived and counts', async () => {
  const client = await regular(practice, { email: address(LOST) });
  await comesAndReaches(practice, client.id);
  const [note] = await notesOf(practice, client.id);
  const email = address();
  await practice.ask('PATCH', `/clients/${client.id}`, { email });

  await practice.ask('POST', `/messages/${note.id}/resend`);

  expect(await notesOf(practice, client.id)).toMatchObject([{ status: 'sent', attempts: 2 }]);
  expect(hasPrompt(await firstMailTo(kindword.outbox, email))).toBe(false);
  expect(await milestonesOf(practice, client.id)).toMatchObject([{ status: 'carried' }]);
  expect(await journeyOf(practice, client.id)).toMatchObject({ promptsSent: 1 });
});

test('a held note that was cancelled and is sent all the same goes without its prompt as well', async () => {
  const client = await regular(practice, { email: address(LOST) });
  await comesAndReaches(practice, client.id);
  const [note] = await notesOf(practice, client.id);
  const email = address();
  await practice.ask('PATCH', `/clients/${client.id}`, { email });
  await practice.ask('POST', `/messages/${note.id}/cancel`);

  await practice.ask('POST', `/messages/${note.id}/resend`);

  expect(await notesOf(practice, client.id)).toMatchObject([{ status: 'sent' }]);
  expect(hasPrompt(await firstMailTo(kindword.outbox, email))).toBe(false);
  expect(await journeyOf(practice, client.id)).toMatchObject({ promptsSent: 1 });
});

test('a milestone that could not ride before its note was refused is let go in the end', async () => {
  const brief = await practiceInAHurry(kindword, { carrierTiming: SOON_OVER });
  const client = await regular(brief, { email: address('+fault-406') });

  const milestone = await comesAndReaches(brief, client.id);

  const of = { clientId: client.id, id: milestone.id };
  await milestoneBecomes(brief, of, { status: 'let_go', code: 'suppressed' });
  expect(await mailsOf(client)).toEqual([]);
});
