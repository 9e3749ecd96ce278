import { afterAll, beforeAll, expect } from '@jest/globals';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { mailsTo } from '../support/mails.ts';
import { thanksBecome } from '../support/thanks.ts';
import { taskOf } from '../support/tasks.ts';

const QUICK = {
  deadline: 'PT20S',
  remindAt: 'PT0.5S',
  escalateAt: 'PT1S',
  sendAt: 'PT1.5S',
  soloSendAt: 'PT0.5S',
  solo: false,
};

/** Every step has seconds of its own, so that none collapses into the next on a busy machine. */
const STEP_BY_STEP = { ...QUICK, deadline: 'PT60S', remindAt: 'PT2S', escalateAt: 'PT6S', sendAt: 'PT10S' };

let kindword: TestKindword;
beforeAll(async () => {
  kindword = await startKindword();
});
afterAll(() => kindword.stop());

const test = sideBySide();

test('thanks a client by itself, once, after staff were reminded and the owner was told (S47)', async () => {
  const practice = await kindword.practice({ acknowledgement: STEP_BY_STEP });
  const client = await practice.client();

  const referral = await practice.refer({ referrer: { clientId: client.id }, person: { firstName: 'Sam' } });
  const thanked = await thanksBecome(practice, referral.id, { status: 'sent' });

  expect(thanked.acknowledgement).toMatchObject({
    late: false,
    lateReason: null,
    lateAtEntry: false,
    by: 'automatic',
  });
  const happened = thanked.timeline.map(({ what }: Json) => what);
  expect(happened.slice(0, 5)).toEqual(['received', 'drafted', 'reminded', 'escalated', 'sent']);
  const mails = await mailsTo(kindword.outbox, client.email);
  expect(mails).toHaveLength(1);
  expect(mails[0].Subject).toBe('Thank you');
});

test('a name is thanked only after a person said who is meant', async () => {
  const practice = await kindword.practice({ acknowledgement: QUICK });
  const client = await practice.client({ firstName: 'Sarah' });

  const referral = await practice.refer({ referrer: { firstName: 'Sarah' } });
  const waiting = await taskOf(practice, { kind: 'match_referrer' });
  expect(waiting.words).toContain('Sarah');
  await practice.ask('POST', `/referrals/${referral.id}/match`, { clientId: client.id });

  await thanksBecome(practice, referral.id, { status: 'sent' });
  expect(await mailsTo(kindword.outbox, client.email)).toHaveLength(1);
});

test('in rehearsal everything is decided and shown, and nothing leaves', async () => {
  const practice = await kindword.practice({ acknowledgement: QUICK, sending: 'rehearsal' });
  const client = await practice.client();

  const referral = await practice.refer({ referrer: { clientId: client.id } });
  await thanksBecome(practice, referral.id, { status: 'would_send' });

  const { items } = await practice.ask('GET', `/messages?referralId=${referral.id}&template=m7`);
  expect(items[0]).toMatchObject({ status: 'would_send', subject: 'Thank you', to: client.email });
  expect(await mailsTo(kindword.outbox, client.email)).toHaveLength(0);
});
