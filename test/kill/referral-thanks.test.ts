import { expect } from '@jest/globals';
import { deafServer, type House, inOwnHouse, NOWHERE } from '../support/killable.ts';
import type { Json } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';
import { mailsTo } from '../support/mails.ts';
import { isThanked } from '../support/thanks.ts';

/** Nobody has to wait for the thanks, and a reminder is on its way when the program dies. */
const SAFE = {
  deadline: 'PT30S',
  remindAt: 'PT0.1S',
  escalateAt: 'PT0.2S',
  sendAt: 'PT0.5S',
  soloSendAt: 'PT0.5S',
};

const killed = (live: (house: House) => Promise<void>) => () =>
  inOwnHouse((kindword) => kindword.practice({ acknowledgement: SAFE }), live);

type Sent = { id: string; email: string };

async function referralOf({ practice }: House, local: string): Promise<Sent> {
  const email = `${local}@example.org`;
  const client = await practice.client({ email });
  const { id } = await practice.refer({ referrer: { clientId: client.id } });
  return { id, email };
}

async function isThankedOnce(house: House, referral: Sent, patienceMs?: number): Promise<void> {
  await isThanked(house.practice, referral.id, patienceMs);
  expect(await mailsTo(house.kindword.outbox, referral.email)).toHaveLength(1);
}

const test = sideBySide();

test(
  'killed after the commit and before the doorbell: thanked once',
  killed(async (house) => {
    await house.program.start({ TEMPORAL_ADDRESS: NOWHERE });
    const referral = await referralOf(house, 'before-doorbell');

    await house.program.killAndStart();

    await isThankedOnce(house, referral);
  }),
);

test(
  'killed after the carrier took the mail and before that was written down: thanked once, and not sent again',
  killed(async (house) => {
    await house.program.start();
    const referral = await referralOf(house, 'accepted+fault-accept-hang');
    await until(async () => (await mailsTo(house.kindword.outbox, referral.email)).length > 0);
    expect((await house.practice.referral(referral.id)).acknowledgement.status).toBe('due');

    await house.program.killAndStart();

    await isThankedOnce(house, referral, 60_000);
  }),
);

test(
  'killed after the claim and before the carrier heard of it: thanked once, by its one resend',
  killed(async (house) => {
    const deaf = await deafServer();
    await house.program.start({ POSTMARK_API_URL: `http://127.0.0.1:${deaf.port}` });
    const referral = await referralOf(house, 'never-heard');
    await until(async () => {
      const { items } = await house.practice.ask('GET', `/messages?referralId=${referral.id}&template=m7`);
      return items[0]?.status === 'sending';
    });

    await house.program.killAndStart();
    await deaf.close();

    await isThankedOnce(house, referral, 60_000);
  }),
);

test(
  'killed right after it was thanked: nothing goes a second time',
  killed(async (house) => {
    await house.program.start();
    const referral = await referralOf(house, 'just-thanked');
    await isThanked(house.practice, referral.id);

    await house.program.killAndStart();

    await isThankedOnce(house, referral);
    const { items } = await house.practice.ask('GET', '/tasks');
    expect(items.filter(({ referralId }: Json) => referralId === referral.id)).toEqual([]);
  }),
);

test(
  'killed at a random moment of forty referrals, again and again: each is thanked once',
  killed(async (house) => {
    await house.program.start();
    const referrals: Sent[] = [];
    for (let round = 0; round < 4; round += 1) {
      referrals.push(
        ...(await Promise.all(
          Array.from({ length: 10 }, (_, index) => referralOf(house, `random-${round}-${index}`)),
        )),
      );
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_500));
      await house.program.killAndStart();
    }

    for (const referral of referrals) await isThanked(house.practice, referral.id, 90_000);
    const counts = await Promise.all(
      referrals.map(async ({ email }) => (await mailsTo(house.kindword.outbox, email)).length),
    );
    expect(counts.filter((count) => count !== 1)).toEqual([]);
  }),
);
