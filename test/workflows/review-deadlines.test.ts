import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Commitment } from '../../entities/commitment.ts';
import { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import { Review } from '../../entities/review.ts';
import { addAbsence } from '../../facts/practice/save-absence.ts';
import { changePolicy } from '../../facts/practice/change-practice.ts';
import { holdReview } from '../../facts/reviews/hold-review.ts';
import { reevaluate } from '../../facts/signal.ts';
import { nextPeriod } from '../../policy/reviews/review-period.ts';
import { HOUR_MS, SkippedTime, type SkippedPractice } from '../support/skipped-time.ts';

const DAY_MS = 24 * HOUR_MS;

let time: SkippedTime;
let practice: SkippedPractice;
beforeAll(async () => {
  time = await SkippedTime.start();
  practice = await time.practice();
});
afterAll(() => time.stop());

function monthly(period?: string): Promise<Review[]> {
  const which = period === undefined ? {} : { period };
  return practice.tx(({ em }) =>
    em.find(Review, { kind: 'monthly', ...which }, { orderBy: { period: 'asc' } }),
  );
}

/** As the due sweep does, which has no part in skipped time. */
function sweep(id: string): Promise<void> {
  return practice.tx(async (tx) => reevaluate(tx, 'review', id));
}

/** Mails about this review that went: what for, and to whom. */
async function told({ id }: Review): Promise<string[]> {
  const sent = await practice.tx(({ em }) =>
    em.find(Message, { reviewId: id, status: 'sent' }, { orderBy: { sentAt: 'asc' } }),
  );
  return sent.map(
    ({ key, staffId }) => `${key.split('/')[2]} ${staffId === practice.ownerId ? 'owner' : 'desk'}`,
  );
}

async function dueAgainAt(id: string): Promise<Date | undefined> {
  const found = await practice.tx(({ em }) =>
    em.findOneOrFail(Commitment, { kind: 'review', subjectId: id }),
  );
  return found.keptAt ? undefined : found.dueAt;
}

test('whoever reviews is told on the day, reminded after ten days, the owner after twenty; the next month comes all the same (§4.4)', async () => {
  const founded = await practice.tx(({ em, practiceId }) => em.findOneOrFail(Practice, practiceId));
  await practice.tx((tx) =>
    changePolicy(tx, {
      ...founded.policy,
      duties: { ...founded.policy.duties, review: practice.deskId },
    }),
  );
  const [expected] = await monthly();
  if (!expected) throw new Error('No review is expected.');
  expect([expected.period, expected.dueAt.toISOString()]).toEqual(['2100-02', '2100-03-01T09:00:00.000Z']);

  await sweep(expected.id);
  const start = await time.now();
  const after = async (days: number) => {
    await time.skipTo(new Date(start.getTime() + days * DAY_MS));
    return told(expected);
  };

  expect(await after(0.1)).toEqual(['tell desk']);
  expect(await after(9.9)).toEqual(['tell desk']);
  expect(await after(10.1)).toEqual(['tell desk', 'remind desk']);
  expect(await after(19.9)).toEqual(['tell desk', 'remind desk']);
  expect(await after(20.1)).toEqual(['tell desk', 'remind desk', 'escalate owner']);
  expect(await dueAgainAt(expected.id)).toBeUndefined();
  const [next] = await monthly('2100-03');
  expect(next?.dueAt.toISOString()).toBe('2100-04-01T08:00:00.000Z');
  expect(next?.frozenAt ?? null).toBeNull();
});

test('a review that would fall on a day when nobody is there waits for the first who comes, and one that was held is let be', async () => {
  const [next] = await monthly('2100-03');
  if (!next) throw new Error('No review is expected.');
  for (const id of [practice.ownerId, practice.deskId, practice.deputyId])
    await practice.tx((tx) => addAbsence(tx, id, { from: '2100-04-01', to: '2100-04-05' }));

  await time.skipTo(new Date('2100-04-01T08:00:00Z'));
  await sweep(next.id);
  await time.skipTo(new Date('2100-04-01T09:00:00Z'));
  expect((await monthly(next.period))[0]?.frozenAt ?? null).toBeNull();
  expect((await dueAgainAt(next.id))?.toISOString()).toBe('2100-04-02T08:00:00.000Z');
  await time.skipTo(new Date('2100-04-06T08:00:00Z'));
  await sweep(next.id);
  await time.skipTo(new Date('2100-04-06T09:00:00Z'));
  expect(await told(next)).toEqual(['tell desk']);

  await practice.tx((tx) => holdReview(tx, next.id, 20));
  await time.skipTo(new Date('2100-04-28T09:00:00Z'));

  expect(await told(next)).toEqual(['tell desk']);
  expect(await dueAgainAt(next.id)).toBeUndefined();
  expect(await monthly(nextPeriod('monthly', next.period))).toHaveLength(1);
});

test('a setting that moves the day back to one that has passed makes the review due now, once', async () => {
  const meets = async (nth: number) => {
    const { policy } = await practice.tx(({ em, practiceId }) => em.findOneOrFail(Practice, practiceId));
    const monthlyMeeting = { workingDay: nth, hour: 9 };
    await practice.tx((tx) =>
      changePolicy(tx, { ...policy, reviews: { ...policy.reviews, monthly: monthlyMeeting } }),
    );
  };
  const [april] = await monthly('2100-04');
  if (!april) throw new Error('No review is expected.');
  const frozenAt = async () => (await monthly(april.period))[0]?.frozenAt?.toISOString() ?? null;

  await meets(10);
  await time.skipTo(new Date('2100-05-06T12:00:00Z'));
  await sweep(april.id);
  await time.skipTo(new Date('2100-05-06T13:00:00Z'));
  expect(await frozenAt()).toBeNull();
  await meets(1);
  expect((await dueAgainAt(april.id))?.getTime()).toBe(0);
  await sweep(april.id);
  await time.skipTo(new Date('2100-05-06T14:00:00Z'));

  expect(await frozenAt()).toMatch(/^2100-05-06T13:/);
  expect((await monthly('2100-05'))[0]?.dueAt.toISOString()).toBe('2100-06-01T08:00:00.000Z');
});
