import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Practice } from '../../entities/practice.ts';
import { Review } from '../../entities/review.ts';
import { expectReview } from '../../facts/commitments/schedule-reviews.ts';
import { periodsBefore } from '../api/support/periods.ts';
import { inPractice } from '../support/in-practice.ts';
import { Killable } from '../support/killable.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { mailsTo } from '../support/mails.ts';
import type { TestPractice } from '../support/practice.ts';
import { until } from '../support/until.ts';

const MONTHS = periodsBefore(5);

let kindword: TestKindword;
let practice: TestPractice;
let program: Killable;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice();
  program = new Killable(kindword);
});
afterEach(() => program.kill());
afterAll(() => kindword.stop());

/** As if the program had been away for months. */
function awaitsItsReviews(): Promise<void> {
  return inPractice(kindword, practice, async (tx) => {
    await tx.em.execute("delete from review where kind = 'monthly'");
    await tx.em.execute("delete from commitment where kind = 'review' and practice_id = ?", [
      practice.practiceId,
    ]);
    const founded = await tx.em.findOneOrFail(Practice, practice.practiceId);
    await expectReview(tx, founded, { kind: 'monthly', period: MONTHS[0] ?? '' });
  });
}

test('months of reviews that are due at once, killed twice in the middle: each is frozen once, and told once', async () => {
  const { email } = (await practice.ask('GET', '/staff')).items[0];
  await awaitsItsReviews();
  await kindword.stopProgram();
  await program.start();
  const frozen = async (): Promise<Map<string, string>> => {
    const { items } = await practice.ask('GET', '/reviews?kind=monthly');
    return new Map(items.map((one: { period: string; frozenAt: string }) => [one.period, one.frozenAt]));
  };
  const told = async () => (await mailsTo(kindword.outbox, email)).length;

  const first = await until(async () => ((await told()) > 0 ? frozen() : null), 60_000);
  await program.killAndStart();
  await until(async () => (await frozen()).size > first.size || null, 60_000);
  await program.killAndStart();
  // The last of them may not be due yet: its working day is still to come.
  const due = MONTHS.slice(0, -1);
  await until(async () => {
    const now = await frozen();
    return due.every((period) => now.has(period)) && (await told()) >= now.size;
  }, 120_000);

  const after = await frozen();
  await program.kill();
  await kindword.restart();
  const reviews = await inPractice(kindword, practice, ({ em }) =>
    em.find(Review, { kind: 'monthly', frozenAt: { $ne: null } }),
  );
  const byPeriod = Map.groupBy(
    await mailsTo(kindword.outbox, email),
    ({ TextBody }) => /review\/([\w-]+)/.exec(TextBody)?.[1],
  );
  expect(reviews.map(({ period }) => period).toSorted()).toEqual([...after.keys()].toSorted());
  for (const [period, at] of first) expect(after.get(period)).toBe(at);
  expect(byPeriod.size).toBe(after.size);
  expect([...byPeriod.values()].map((mails) => mails.length)).toEqual(reviews.map(() => 1));
}, 240_000);
