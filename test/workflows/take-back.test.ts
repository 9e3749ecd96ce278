import { afterAll, beforeAll, expect, test as afterwards } from '@jest/globals';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { mailsTo } from '../support/mails.ts';
import type { Client, Json, Referral, TestPractice } from '../support/practice.ts';
import { enquirer, refersOut, trusted } from '../support/refer-outs.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { tasksOf, taskOf, type Task } from '../support/tasks.ts';
import { thanksBecome } from '../support/thanks.ts';
import { until } from '../support/until.ts';

const LATER = { deadline: 'PT48H', remindAt: 'PT24H', escalateAt: 'PT36H', sendAt: 'PT44H' };
const MINUTES = 240_000;

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice({ acknowledgement: LATER });
});
afterAll(() => kindword.stop());

const test = sideBySide();

type Asked = { client: Client; referral: Referral; task: Task };

/** Somebody passed our name on, and a person is asked to thank them. */
async function asked(where: TestPractice): Promise<Asked> {
  const client = await where.client();
  const referral = await where.refer({ referrer: { clientId: client.id } });
  return { client, referral, task: await taskOf(where, { referralId: referral.id, kind: 'thank' }) };
}

function press(where: TestPractice, { task }: Asked, body: Json = {}): Promise<Json> {
  return where.ask('POST', `/tasks/${task.id}/done`, { ...body, takeBack: true });
}

test('a thanks that was taken back is not sent, and its task is there again with the line', async () => {
  const one = await asked(practice);
  const planned = (await practice.ask('GET', `/messages/${one.task.messageId}`)).dueAt;

  const pressed = await press(practice, one, { addLine: 'It was lovely to hear from you.' });
  expect(pressed).toMatchObject({ status: 'done', addedLine: 'It was lovely to hear from you.' });
  expect(Date.parse(pressed.takeBackUntil) - Date.now()).toBeLessThanOrEqual(15_000);
  const back = await practice.ask('POST', `/messages/${pressed.messageId}/take-back`);

  expect(back).toEqual({ messageId: one.task.messageId, status: 'queued' });
  const [task] = await tasksOf(practice, { referralId: one.referral.id });
  expect(task).toMatchObject({ id: one.task.id, addedLine: 'It was lovely to hear from you.' });
  expect(await practice.ask('GET', `/messages/${pressed.messageId}`)).toMatchObject({ dueAt: planned });
  const { acknowledgement, timeline } = await practice.referral(one.referral.id);
  expect(acknowledgement.status).toBe('due');
  expect(timeline.map(({ what }) => what)).toContain('taken_back');
});

test('what is not taken back goes after its fifteen seconds with the line, and then it is too late', async () => {
  const one = await asked(practice);
  const pressed = await press(practice, one, { addLine: 'It made our day.' });

  await thanksBecome(practice, one.referral.id, { status: 'sent' });

  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(pressed.takeBackUntil));
  const [mail] = await mailsTo(kindword.outbox, one.client.email);
  expect(mail.TextBody).toContain('It made our day.');
  const late = await practice.call('POST', `/messages/${pressed.messageId}/take-back`);
  expect(late).toMatchObject({ status: 409, body: { detail: 'It has gone already.' } });
});

test('a line that was taken back does not go by itself; the practice’s own words do', async () => {
  const where = await kindword.practice({
    acknowledgement: {
      ...LATER,
      remindAt: 'PT1S',
      escalateAt: 'PT2S',
      soloSendAt: 'PT8S',
      sendAt: 'PT8S',
      deadline: 'PT1H',
    },
  });
  const one = await asked(where);
  const pressed = await press(where, one, { addLine: 'Half a thought.' });
  await where.ask('POST', `/messages/${pressed.messageId}/take-back`);

  const { acknowledgement } = await thanksBecome(where, one.referral.id, { status: 'sent' });

  expect(acknowledgement.by).toBe('automatic');
  const [mail] = await mailsTo(kindword.outbox, one.client.email);
  expect(mail.TextBody).not.toContain('Half a thought.');
});

test('a program that sends with a key sends at once, and there is nothing to take back', async () => {
  const one = await asked(practice);

  const done = await practice.ask('POST', `/tasks/${one.task.id}/done`);
  const back = await practice.call('POST', `/messages/${one.task.messageId}/take-back`);

  expect(done.takeBackUntil).toBeNull();
  expect(back.status).toBe(409);
  await thanksBecome(practice, one.referral.id, { status: 'sent' });
});

test('a note that was taken back never goes, and another one may', async () => {
  const client = await practice.client();
  const path = `/clients/${client.id}/communications`;
  const first = await practice.ask('POST', path, { carrier: 'review_note', takeBack: true });

  const back = await practice.ask('POST', `/messages/${first.messageId}/take-back`);
  const second = await practice.ask('POST', path, { carrier: 'review_note' });

  expect(back.status).toBe('cancelled');
  await until(async () => (await practice.ask('GET', `/messages/${second.messageId}`)).status === 'sent');
  expect(await mailsTo(kindword.outbox, client.email)).toHaveLength(1);
});

test('names of colleagues that were taken back are offered again', async () => {
  await trusted(practice);
  const somebody = await enquirer(practice);
  const referOut = await refersOut(practice, { enquiry: somebody });
  const path = `/refer-outs/${referOut.id}/offer`;
  const offered = await practice.ask('POST', path, { takeBack: true });
  const [{ id }] = offered.messages;

  await practice.ask('POST', `/messages/${id}/take-back`);
  expect(await practice.ask('GET', `/refer-outs/${referOut.id}`)).toMatchObject({ status: 'choosing' });
  await practice.ask('POST', path, {});

  await until(async () => (await practice.ask('GET', `/messages/${id}`)).status === 'sent');
});

test('a cancelled thanks that was sent again and taken back is let go again', async () => {
  const one = await asked(practice);
  const path = `/messages/${one.task.messageId}`;
  await practice.ask('POST', `${path}/cancel`);

  await practice.ask('POST', `${path}/resend`, { takeBack: true });
  await practice.ask('POST', `${path}/take-back`);

  expect((await practice.referral(one.referral.id)).acknowledgement.status).toBe('let_go');
  expect((await practice.ask('GET', path)).status).toBe('cancelled');
  expect(await tasksOf(practice, { referralId: one.referral.id })).toEqual([]);
});

test('somebody else’s press is nobody’s to take back but the desk’s', async () => {
  const one = await asked(practice);
  const colleague = await practice.as(['practitioner']);
  const pressed = await press(practice, one);

  expect((await colleague.call('POST', `/messages/${pressed.messageId}/take-back`)).status).toBe(404);
  expect((await practice.call('POST', `/messages/${pressed.messageId}/take-back`)).status).toBe(200);
});

afterwards(
  'of taking back and sending exactly one happens, fifty times at the last moment',
  async () => {
    const where = await kindword.practice({ acknowledgement: LATER });
    const all = await Promise.all(Array.from({ length: 50 }, () => asked(where)));

    const outcomes = await Promise.all(
      all.map(async (one, index) => {
        const { messageId, takeBackUntil } = await press(where, one);
        const at = Date.parse(takeBackUntil) - 40 + index * 2;
        await new Promise((resolve) => setTimeout(resolve, at - Date.now()));
        const { status } = await where.call('POST', `/messages/${messageId}/take-back`);
        return { ...one, status };
      }),
    );

    for (const { referral, client, status } of outcomes) {
      const isBack = status === 200;
      if (!isBack) await thanksBecome(where, referral.id, { status: 'sent' });
      expect((await where.referral(referral.id)).acknowledgement.status).toBe(isBack ? 'due' : 'sent');
      expect(await mailsTo(kindword.outbox, client.email)).toHaveLength(isBack ? 0 : 1);
      expect(await tasksOf(where, { referralId: referral.id })).toHaveLength(isBack ? 1 : 0);
    }
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set([200, 409]));
  },
  MINUTES,
);
