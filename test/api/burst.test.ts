import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json } from '../support/practice.ts';

const BURST = 300;

let kindword: TestKindword;
beforeAll(async () => {
  kindword = await startKindword({ role: 'api' });
});
afterAll(() => kindword.stop());

test('three hundred referrals of one practice at once: none fails, and their numbers have no gap', async () => {
  const practice = await kindword.practice();
  const client = await practice.client();
  const referral = (index: number) => ({
    learnedFrom: 'referrer',
    via: 'form',
    referrer: index % 2 === 0 ? { clientId: client.id } : { firstName: `Robin ${index}` },
    person: { firstName: `Sam ${index}` },
  });

  const answers = await Promise.all(
    Array.from({ length: BURST }, (_, index) => practice.call('POST', '/referrals', referral(index))),
  );

  const numbers = answers.map(({ body }) => Number(body.number)).toSorted((one, other) => one - other);
  const { items } = await practice.ask('GET', '/source-log?limit=200');
  expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
  expect(numbers).toEqual(Array.from({ length: BURST }, (_, index) => index + 1));
  expect(items.map(({ number }: Json) => number)).toEqual(
    Array.from({ length: 200 }, (_, index) => index + 1),
  );
});
