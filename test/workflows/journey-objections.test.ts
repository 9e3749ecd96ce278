import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test as afterwards } from '@jest/globals';
import {
  attends,
  comesAndReaches,
  ends,
  happensTo,
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
  unsubscribeHeaders,
  untilAnotherNoteWent,
} from '../support/journeys.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';
import { mailsTo, firstMailTo } from '../support/mails.ts';
import { postmarkSays } from '../support/mail-server.ts';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await practiceInAHurry(kindword, {
    alreadySends: { ...SENDS, follow_up: 'after_every_session', review_note: true },
  });
});
afterAll(() => kindword.stop());

const test = sideBySide();

const mailsOf = ({ email }: { email: string }) => mailsTo(kindword.outbox, email);

test('a mail program offers to unsubscribe from exactly what carries a prompt', async () => {
  const [asked, unasked, ended] = [await regular(practice), await practice.client(), await regular(practice)];

  await comesAndReaches(practice, asked.id);
  await comesAndReaches(practice, unasked.id);
  await attends(practice, ended.id);
  await ends(practice, ended.id, 'planned_met');
  await sends(practice, unasked.id, 'intake_form');

  await notesOf(practice, asked.id);
  await notesOf(practice, unasked.id, 2);
  await notesOf(practice, ended.id, 2);
  const mails = [...(await mailsOf(asked)), ...(await mailsOf(unasked)), ...(await mailsOf(ended))];
  expect(mails.filter(hasPrompt)).toHaveLength(2);
  for (const mail of mails) {
    const both = ['List-Unsubscribe', 'List-Unsubscribe-Post'];
    expect(unsubscribeHeaders(mail)).toEqual(hasPrompt(mail) ? both : []);
    expect(mail.TextBody.includes('/u/')).toBe(hasPrompt(mail));
  }
  const { Headers } = mails.find(hasPrompt);
  const [link, post] = unsubscribeLinks(Headers);
  expect(link).toMatch(/^<http:\/\/127\.0\.0\.1:\d+\/u\/[\w-]{32}>$/);
  expect(post).toBe('List-Unsubscribe=One-Click');
});

test('what comes back was asked all the same: a bounce gives nothing back', async () => {
  const client = await regular(practice);
  const milestone = await comesAndReaches(practice, client.id);
  await settled(practice, client.id, milestone.id);

  await happensTo(kindword.outbox, await firstMailTo(kindword.outbox, client.email), 'soft-bounce');

  await until(async () => (await ledgerOf(practice, client.id))[0].delivery === 'bounced');
  expect(await milestonesOf(practice, client.id)).toMatchObject([{ status: 'carried' }]);
  expect(await journeyOf(practice, client.id)).toMatchObject({
    promptsSent: 1,
    gate: { ok: false, code: 'too_often' },
  });
});

test.each(['complaint', 'unsubscribe', 'hard-bounce'])(
  'a %s of a mail that carried a prompt ends the asking, and the mails',
  async (event) => {
    const client = await regular(practice);
    const milestone = await comesAndReaches(practice, client.id);
    await settled(practice, client.id, milestone.id);

    await happensTo(kindword.outbox, await firstMailTo(kindword.outbox, client.email), event);

    await until(async () => {
      const [{ delivery }] = await ledgerOf(practice, client.id);
      const { gate } = await journeyOf(practice, client.id);
      return delivery === 'bounced' || gate.code === 'objected';
    });
    const note = await practice.call('POST', `/clients/${client.id}/communications`, {
      carrier: 'follow_up',
    });
    await ends(practice, client.id, 'planned_met');
    await untilAnotherNoteWent(practice);
    expect(note.status).toBe(409);
    expect(await mailsOf(client)).toHaveLength(1);
  },
);

test('an address that takes our mail again is written to at once, if it is not too late', async () => {
  const client = await regular(practice);
  await sends(practice, client.id, 'intake_form');
  const mail = await firstMailTo(kindword.outbox, client.email);
  const says = (change: Json) =>
    postmarkSays(kindword, {
      RecordType: 'SubscriptionChange',
      MessageID: mail.MessageID,
      Recipient: client.email,
      ChangedAt: new Date().toISOString(),
      Metadata: mail.Metadata,
      ...change,
    });
  // Said by hand: what the outbox itself suppresses it would refuse for good, as Postmark does.
  await says({ SuppressSending: true, SuppressionReason: 'HardBounce', Origin: 'Recipient' });
  await journeyBecomes(practice, client.id, ({ gate }) => gate.code === 'suppressed');
  const milestone = await comesAndReaches(practice, client.id);
  await untilAnotherNoteWent(practice);
  expect(await mailsOf(client)).toHaveLength(1);

  await says({ SuppressSending: false, MessageID: null, Metadata: {} });

  await milestoneBecomes(practice, { clientId: client.id, id: milestone.id }, { status: 'carried' });
});

test('the button behind the line takes back the yes and no more; the mail program’s own stops every mail', async () => {
  const [presses, unsubscribes] = [await regular(practice), await regular(practice)];
  for (const { id } of [presses, unsubscribes]) await comesAndReaches(practice, id);
  const mails = [
    await firstMailTo(kindword.outbox, presses.email),
    await firstMailTo(kindword.outbox, unsubscribes.email),
  ];
  const [page = '', oneClick = ''] = mails.map(({ Headers }) => unsubscribeLinks(Headers)[0]?.slice(1, -1));

  await fetch(page, { method: 'POST', body: new URLSearchParams({ once: randomUUID() }) });
  await fetch(oneClick, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });

  const still = await sends(practice, presses.id, 'intake_form');
  const never = await practice.call('POST', `/clients/${unsubscribes.id}/communications`, {
    carrier: 'intake_form',
  });
  expect(still.prompt).toEqual({ rode: false, code: 'no_consent' });
  expect(never.status).toBe(409);
  const reads = async ({ id }: Json) => (await journeyOf(practice, id)).gate.code;
  expect([await reads(presses), await reads(unsubscribes)]).toEqual(['no_consent', 'objected']);
});

afterwards(
  'every note has the one subject that a note may have, and its number at the mail server is no name',
  async () => {
    const { Messages } = await kindword.outbox.client.getOutboundMessages({ count: 500, offset: 0 });
    const { neutralSenderName } = await practice.ask('GET', '/practice');

    expect(Messages.length).toBeGreaterThan(10);
    expect([...new Set(Messages.map(({ Subject }) => Subject))]).toEqual([
      `A short note from ${neutralSenderName}`,
    ]);
    for (const { Metadata, Tag } of Messages) {
      expect(Object.keys(Metadata ?? {})).toEqual(['sid']);
      expect(Tag).toMatch(/^(note|carrier|m2[12]|follow_up|ending_note)$/);
    }
  },
);

function unsubscribeLinks(headers: Json[]): string[] {
  const named = (name: string) => headers.find(({ Name }) => Name === name).Value;
  return [named('List-Unsubscribe'), named('List-Unsubscribe-Post')];
}
