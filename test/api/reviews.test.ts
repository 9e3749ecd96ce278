import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditEntry } from '../../entities/audit-entry.ts';
import { Commitment } from '../../entities/commitment.ts';
import { Review } from '../../entities/review.ts';
import { Practice } from '../../entities/practice.ts';
import { expectReview } from '../../facts/commitments/schedule-reviews.ts';
import { noteReviewOpened, openReviewLink } from '../../facts/reviews/open-review-link.ts';
import { opensLink } from '../../facts/outbound-mail/open-link.ts';
import { lastMonth, periodsBefore } from './support/periods.ts';
import { today } from '../support/clock.ts';
import { inPractice } from '../support/in-practice.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { firstMailTo } from '../support/mails.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { until } from '../support/until.ts';

const MONTH = lastMonth();
const FROZEN = ['id', 'kind', 'period', 'dueAt', 'frozenAt', 'agenda', 'patterns', 'missing'];

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice();
});
afterAll(() => kindword.stop());

const make = (by: TestPractice, period = MONTH, kind = 'monthly') =>
  by.call('POST', '/reviews', { kind, period });
const frozenOf = (review: Json) => JSON.stringify(FROZEN.map((field) => review[field]));

async function actsOn(by: TestPractice, review: Json, change: Json = {}) {
  const action = {
    text: `Ring the surgery ${randomUUID()}`,
    ownerStaffId: by.staffId,
    dueOn: today(7),
    ...change,
  };
  return by.call('POST', `/reviews/${review.id}/actions`, action);
}

test('a period that is over is reviewed once, asked for twenty times at once; one that runs or lies ahead is refused', async () => {
  const ours = await kindword.practice();

  const atOnce = await Promise.all(Array.from({ length: 20 }, () => make(ours)));
  const quarter = await make(ours, '2025-Q2', 'quarterly');
  const refused = [
    await make(ours, today().slice(0, 7)),
    await make(ours, '2100-01'),
    await make(ours, '2025-Q2', 'monthly'),
    await make(ours, '2025-13'),
  ];
  const list = await ours.ask('GET', '/reviews');

  expect(atOnce.map(({ status }) => status).toSorted()).toEqual([
    ...Array.from({ length: 19 }, () => 200),
    201,
  ]);
  expect(new Set(atOnce.map(({ body }) => frozenOf(body))).size).toBe(1);
  expect(quarter.status).toBe(201);
  expect(refused.map(({ status, body }) => [status, body.errors[0].path])).toEqual(
    refused.map(() => [422, 'period']),
  );
  expect(list.items.map(({ period }: Json) => period).toSorted()).toEqual(['2025-Q2', MONTH].toSorted());
  for (const { agenda, patterns } of list.items) {
    expect(agenda.reduce((sum: number, { minutes }: Json) => sum + minutes, 0)).toBe(20);
    expect(patterns.length).toBeLessThanOrEqual(3);
  }
});

test('what is frozen stays the same bytes, whoever is erased; they are out of the names', async () => {
  const ours = await kindword.practice();
  const [robin, rowan] = [
    await ours.client({ firstName: 'Robina' }),
    await ours.client({ firstName: 'Rowana' }),
  ];
  const within = `${MONTH}-15T12:00:00Z`;
  for (const { id } of [robin, rowan])
    await ours.refer({ learnedFrom: 'enquirer', referrer: { clientId: id }, receivedAt: within });
  const { body: before } = await make(ours);
  await actsOn(ours, before, { text: 'Ring Robina Rowan about the card' });
  await ours.ask('POST', '/erasures', { clientId: robin.id });

  const after = await until(async () => {
    const review = await ours.ask('GET', `/reviews/${before.id}`);
    return review.thank.some(({ referrer }: Json) => referrer.erased) && !review.actions[0].text
      ? review
      : null;
  });

  expect(before.thank.map(({ referrer }: Json) => referrer.clientId).toSorted()).toEqual(
    [robin.id, rowan.id].toSorted(),
  );
  expect(before.thank[0]).toMatchObject({
    permitted: false,
    words: expect.stringContaining('May not be thanked'),
  });
  expect(after.thank.map(({ referrer }: Json) => referrer)).toEqual(
    expect.arrayContaining([{ erased: true }, { kind: 'client', clientId: rowan.id, name: 'Rowana Rowan' }]),
  );
  expect(after.actions).toMatchObject([{ text: null, ownerStaffId: ours.staffId }]);
  expect(JSON.stringify(after)).not.toContain('Robina');
  expect(frozenOf(after)).toBe(frozenOf(before));
  expect(frozenOf(before)).not.toMatch(new RegExp([robin.id, rowan.id, 'Robina', 'Rowana'].join('|')));
});

test('owners and whoever has the duty review, a reviewer reads of nobody, and nobody else reads at all', async () => {
  const ours = await kindword.practice();
  const [holder, desk, reviewer] = [
    await ours.as(['practitioner']),
    await ours.as(['desk']),
    await ours.as(['reviewer']),
  ];
  const { duties } = await ours.ask('GET', '/practice/policy');
  await ours.changePolicy({ duties: { ...duties, review: holder.staffId } });
  const { body: review } = await make(holder);
  await actsOn(holder, review);

  const mayNot = [
    await desk.call('GET', '/reviews'),
    await desk.call('GET', `/reviews/${review.id}`),
    await make(desk),
    await actsOn(desk, review),
    await desk.call('POST', `/reviews/${review.id}/held`, { minutes: 20 }),
    await make(reviewer),
    await actsOn(reviewer, review),
  ];
  const read = await reviewer.ask('GET', `/reviews/${review.id}`);
  const asOwner = await ours.ask('GET', `/reviews/${review.id}`);
  const noted = await inPractice(kindword, ours, ({ em }) =>
    em.count(AuditEntry, { entity: 'review', entityId: review.id, action: 'read', staffId: ours.staffId }),
  );

  expect(mayNot.map(({ status }) => status)).toEqual(mayNot.map(() => 403));
  expect(mayNot[0]?.body.detail).toContain('duty to review');
  expect(read).toMatchObject({ id: review.id, thank: [], actions: [], lastActions: [] });
  expect(JSON.stringify(read)).not.toContain(holder.staffId);
  expect(asOwner.actions).toHaveLength(1);
  expect(noted).toBe(1);
});

test('a review closes with three actions at most; an action and its task close each other, and the next review opens with them (S61)', async () => {
  const ours = await kindword.practice();
  const [earlier = '', later = ''] = periodsBefore(2);
  const { body: review } = await make(ours, earlier);

  const atOnce = await Promise.all(Array.from({ length: 5 }, () => actsOn(ours, review)));
  const wrong = await actsOn(ours, (await make(ours, '2025-03')).body, { ownerStaffId: randomUUID() });
  const { actions } = await ours.ask('GET', `/reviews/${review.id}`);
  const { items: tasks } = await ours.ask('GET', '/tasks');
  const [byAction, byTask] = actions;
  const taskOf = (action: Json) => tasks.find(({ subjectId }: Json) => subjectId === action.id);
  const done = await ours.ask('PATCH', `/reviews/${review.id}/actions/${byAction.id}`, { done: true });
  await ours.ask('POST', `/tasks/${taskOf(byTask).id}/done`);
  const next = (await make(ours, later)).body;
  await ours.ask('PATCH', `/reviews/${review.id}/actions/${byTask.id}`, { done: false });
  const { items: stillOpen } = await ours.ask('GET', '/tasks');

  expect(atOnce.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 409, 409]);
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, 'ownerStaffId']);
  expect(taskOf(byAction)).toMatchObject({ kind: 'review_action', assigneeId: ours.staffId });
  expect(taskOf(byAction).words).toContain(byAction.text);
  expect(done).toMatchObject({ done: true, doneAt: expect.any(String) });
  expect(next.lastActions.map(({ done: isDone }: Json) => isDone)).toEqual([true, true, false]);
  expect(stillOpen.map(({ subjectId }: Json) => subjectId).toSorted()).toEqual(
    [byTask.id, actions[2].id].toSorted(),
  );
});

test('an action is due at the end of its day on the practice’s wall, and nobody else’s to read', async () => {
  const ours = await kindword.practice({ timezone: 'America/New_York' });
  const { body: review } = await make(ours);

  await actsOn(ours, review, { dueOn: '2030-07-04' });

  const { items } = await ours.ask('GET', '/tasks');
  const { items: ofTheDesk } = await (await ours.as(['desk'])).ask('GET', '/tasks');
  expect(ofTheDesk).toEqual([]);
  expect(items[0].dueAt).toBe('2030-07-05T03:59:59.999Z');
});

test('a meeting is held once', async () => {
  const { body: review } = await make(practice);
  const hold = () => practice.call('POST', `/reviews/${review.id}/held`, { minutes: 19 });

  const [first, second] = [await hold(), await hold()];

  expect([first.status, second.status]).toEqual([200, 409]);
  expect(first.body).toMatchObject({ minutes: 19, heldAt: expect.any(String) });
  await until(() =>
    inPractice(kindword, practice, ({ em }) =>
      em.count(Commitment, { kind: 'review', subjectId: review.id, keptAt: { $ne: null } }),
    ),
  );
});

test('what is due is frozen from the ledger alone, month after month, and whoever reviews has a link and no figure', async () => {
  const ours = await kindword.practice();
  const deputy = await ours.as(['desk']);
  const { duties } = await ours.ask('GET', '/practice/policy');
  await ours.changePolicy({ duties: { ...duties, review: deputy.staffId } });
  const { email } = (await ours.ask('GET', '/staff')).items.find(({ id }: Json) => id === deputy.staffId);
  const [period = ''] = periodsBefore(2);
  // As if the practice had been here for months, and the program had not.
  await inPractice(kindword, ours, async (tx) => {
    await tx.em.execute("delete from review where kind = 'monthly'");
    await tx.em.execute("delete from commitment where kind = 'review' and practice_id = ?", [
      ours.practiceId,
    ]);
    await expectReview(tx, await tx.em.findOneOrFail(Practice, ours.practiceId), { kind: 'monthly', period });
  });

  const mail = await firstMailTo(kindword.outbox, email);
  const reviews = await until(async () => {
    const { items } = await deputy.ask('GET', '/reviews');
    return items.some((one: Json) => one.period === period) ? items : null;
  });
  const expected = await inPractice(kindword, ours, ({ em }) => em.find(Review, { kind: 'monthly' }));
  const link = /\/p\/[\w-]+\/review\/([\w-]+)/.exec(mail.TextBody)?.[1] ?? '';

  expect(expected.length).toBeGreaterThanOrEqual(2);
  expect(mail.Subject).toBe('Something is waiting for you');
  expect(mail.TextBody.replace(/https?:\S+/, '')).not.toMatch(/%|\d+ of \d+/);
  expect(reviews[0].frozenAt >= reviews[0].dueAt).toBe(true);
  const opened = await inPractice(kindword, ours, async (tx) => {
    const [message] = await tx.em.execute<{ id: string }[]>(
      "select id from message where template = 'm26r' order by created_at limit 1",
    );
    const subjectId = message?.id ?? '';
    const opens = await opensLink(tx, { purpose: 'review', subjectId, token: link });
    const found = await openReviewLink(tx, subjectId);
    if (found) await noteReviewOpened(tx, found);
    return { opens, found };
  });
  expect(opened.opens).toBe(true);
  expect(opened.found?.staffId).toBe(deputy.staffId);
  await ours.changePolicy({ duties });
  const revoked = await inPractice(kindword, ours, async (tx) => {
    const [message] = await tx.em.execute<{ id: string }[]>(
      "select id from message where template = 'm26r' limit 1",
    );
    return openReviewLink(tx, message?.id ?? '');
  });
  expect(revoked).toBeNull();
});

test('a practice expects its reviews from its founding on, and a changed calendar is looked at at once', async () => {
  const ours = await kindword.practice({ reviews: true });
  const commitments = () =>
    inPractice(kindword, ours, ({ em }) =>
      em.find(Commitment, { kind: 'review', practiceId: ours.practiceId }),
    );
  const before = await commitments();

  await ours.changePolicy({
    reviews: { monthly: { workingDay: 15, hour: 23 }, quarterly: { workingDay: 15, hour: 23 }, thankTop: 3 },
  });

  expect(before.length).toBeGreaterThanOrEqual(2);
  await until(async () => (await commitments()).every(({ dueAt, keptAt }) => keptAt || dueAt > new Date()));
  const { items } = await ours.ask('GET', '/runs?kind=review');
  expect(items[0].workflowId).toMatch(
    new RegExp(`^review/${ours.practiceId}/(monthly/\\d{4}-\\d{2}|quarterly/\\d{4}-Q[1-4])$`),
  );
});

test('a practice that expects no review, because it was here before there were any, expects them again from housekeeping', async () => {
  const ours = await kindword.practice();
  await inPractice(kindword, ours, async ({ em }) => {
    await em.execute('delete from review');
    await em.execute("delete from commitment where kind = 'review' and practice_id = ?", [ours.practiceId]);
  });

  await ours.ask('POST', `/staff/${ours.staffId}/absences`, { from: '2090-01-01', to: '2090-01-02' });

  const kinds = await until(async () => {
    const expected = await inPractice(kindword, ours, ({ em }) => em.find(Review, {}));
    return expected.length > 1 ? expected.map(({ kind }) => kind) : null;
  });
  expect(new Set(kinds)).toEqual(new Set(['monthly', 'quarterly']));
});
