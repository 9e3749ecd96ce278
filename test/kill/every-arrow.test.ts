import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../packages/postmark-outbox/test/support.ts';
import { deafServer, Killable, NOWHERE } from '../support/killable.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';

const SOON = {
  deadline: 'PT30S',
  remindAt: 'PT5S',
  escalateAt: 'PT10S',
  sendAt: 'PT0.5S',
  soloSendAt: 'PT0.5S',
};
const SAFE = { ...SOON, remindAt: 'PT0.1S', escalateAt: 'PT0.2S' };
/** A delivery event would prove that a mail was taken; here the ledger must find out by itself. */
const NO_WORD_OF_DELIVERY = { deliverAfterMs: 600_000 };

let kindword: TestKindword;
let practice: TestPractice;
let program: Killable;

beforeAll(async () => {
  kindword = await startKindword({}, NO_WORD_OF_DELIVERY);
  practice = await kindword.practice({ acknowledgement: SAFE });
  await kindword.stopProgram();
  program = new Killable(kindword);
});
afterAll(() => kindword.stop());
afterEach(() => program.kill());

async function mailsTo(address: string): Promise<Json[]> {
  const { Messages } = await kindword.outbox.client.getOutboundMessages({
    recipient: address,
    count: 50,
    offset: 0,
  });
  return Messages;
}

async function referralOf(local: string): Promise<{ id: string; email: string }> {
  const email = `${local}@example.org`;
  const client = await practice.client({ email });
  const { id } = await practice.refer({ referrer: { clientId: client.id } });
  return { id, email };
}

async function isThankedOnce({ id, email }: { id: string; email: string }): Promise<void> {
  await eventually(async () =>
    (await practice.referral(id)).acknowledgement.status === 'sent' ? true : null,
  );
  expect(await mailsTo(email)).toHaveLength(1);
}

test('killed after the commit and before the doorbell: thanked once', async () => {
  await program.start({ TEMPORAL_ADDRESS: NOWHERE });
  const referral = await referralOf('before-doorbell');

  await program.killAndStart();

  await isThankedOnce(referral);
});

test('killed after the carrier took the mail and before that was written down: thanked once, and not sent again', async () => {
  await program.start();
  const referral = await referralOf('accepted+fault-accept-hang');
  await eventually(async () => ((await mailsTo(referral.email)).length > 0 ? true : null));
  expect((await practice.referral(referral.id)).acknowledgement.status).toBe('due');

  await program.killAndStart();

  await eventually(
    async () => ((await practice.referral(referral.id)).acknowledgement.status === 'sent' ? true : null),
    60_000,
  );
  expect(await mailsTo(referral.email)).toHaveLength(1);
}, 90_000);

test('killed after the claim and before the carrier heard of it: thanked once, by its one resend', async () => {
  const deaf = await deafServer();
  await program.start({ POSTMARK_API_URL: `http://127.0.0.1:${deaf.port}` });
  const referral = await referralOf('never-heard');
  await eventually(async () => {
    const { items } = await practice.ask('GET', `/messages?referralId=${referral.id}&template=m7`);
    return items[0]?.status === 'sending' ? true : null;
  });

  await program.killAndStart();
  await deaf.close();

  await eventually(
    async () => ((await practice.referral(referral.id)).acknowledgement.status === 'sent' ? true : null),
    60_000,
  );
  expect(await mailsTo(referral.email)).toHaveLength(1);
}, 90_000);

test('killed right after it was thanked: nothing goes a second time', async () => {
  await program.start();
  const referral = await referralOf('just-thanked');
  await eventually(async () =>
    (await practice.referral(referral.id)).acknowledgement.status === 'sent' ? true : null,
  );

  await program.killAndStart();

  await isThankedOnce(referral);
  const { items } = await practice.ask('GET', '/tasks');
  expect(items.filter(({ referralId }: Json) => referralId === referral.id)).toEqual([]);
});

test('killed at a random moment of forty referrals, again and again: each is thanked once', async () => {
  await program.start();
  const referrals: { id: string; email: string }[] = [];
  for (let round = 0; round < 4; round += 1) {
    referrals.push(
      ...(await Promise.all(
        Array.from({ length: 10 }, (_, index) => referralOf(`random-${round}-${index}`)),
      )),
    );
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_500));
    await program.killAndStart();
  }

  for (const { id } of referrals) {
    await eventually(
      async () => ((await practice.referral(id)).acknowledgement.status === 'sent' ? true : null),
      90_000,
    );
  }
  const counts = await Promise.all(referrals.map(async ({ email }) => (await mailsTo(email)).length));
  expect(counts.filter((count) => count !== 1)).toEqual([]);
}, 150_000);
