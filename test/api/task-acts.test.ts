import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { today } from '../support/clock.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, Referral, TestPractice } from '../support/practice.ts';
import { connected } from '../support/parts.ts';
import { enquirer } from '../support/refer-outs.ts';
import { taskOf, tasksOf, type Task } from '../support/tasks.ts';
import { thanksBecome } from '../support/thanks.ts';

const LATER = { deadline: 'PT48H', remindAt: 'PT24H', escalateAt: 'PT36H', sendAt: 'PT44H' };

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice({ acknowledgement: LATER });
});
afterAll(() => kindword.stop());

async function toThank(): Promise<{ referral: Referral; task: Task }> {
  const client = await practice.client();
  const referral = await practice.refer({ referrer: { clientId: client.id } });
  return { referral, task: await taskOf(practice, { referralId: referral.id, kind: 'thank' }) };
}

async function toReach(): Promise<{ enquiry: Json; task: Task }> {
  const enquiry = await enquirer(practice);
  return { enquiry, task: await taskOf(practice, { enquiryId: enquiry.id, kind: 'get_in_touch' }) };
}

async function toLookInto(): Promise<Task> {
  const referral = await practice.refer({
    learnedFrom: 'referrer',
    referrer: { firstName: 'Sam' },
    person: { firstName: 'Lee' },
  });
  return taskOf(practice, { referralId: referral.id });
}

const day = (task: Task, act: string, body?: Json) => practice.call('POST', `/tasks/${task.id}/${act}`, body);

test('a row of today says who, why now, what to say, what goes by itself, and what can be done', async () => {
  const { task } = await toThank();
  const reach = await toReach();

  expect(task).toMatchObject({
    about: { kind: 'client', name: 'Robin Rowan' },
    came: { via: 'phone' },
    say: null,
    promised: true,
  });
  expect(task.acts.filter((act) => act !== 'not_today')).toEqual(['thank_now', 'by_hand', 'let_go', 'give']);
  expect(Date.parse(task.goesAt ?? '')).toBeGreaterThan(Date.now());
  expect(reach.task).toMatchObject({
    about: { kind: 'enquiry', id: reach.enquiry.id, name: 'Samira', phone: '020 7946 0018' },
    came: { via: 'email' },
    goesAt: null,
  });
  expect(reach.task.say).toContain('Thank you for writing to us.');
  expect(reach.task.acts.slice(0, 2)).toEqual(['reached', 'no_answer']);
});

test('a promise is not put off past its deadline, and the answer says what else can be done', async () => {
  const { task } = await toThank();

  const refused = await day(task, 'not-today', { until: today(5) + 'T09:00:00Z' });

  expect(refused.status).toBe(422);
  expect(refused.body.detail).toMatch(
    /^This one is due (today|tomorrow|on .+) at \d+:\d\d\. Give it to somebody, or let the safe text go by itself\.$/,
  );
  expect(refused.body.errors[0].path).toBe('until');
});

test('what is no promise is put off until nine of the next working day, and is listed under later', async () => {
  const where = await kindword.practice({ acknowledgement: LATER });
  const colleague = await where.professional({ organisation: 'Oak Clinic' });
  await where.ask('POST', `/professionals/${colleague.id}/moved`, {
    toOrganisation: 'Elm Surgery',
    on: today(-1),
  });
  const task = await taskOf(where, { kind: 'find_successor' });

  const later = await where.ask('POST', `/tasks/${task.id}/not-today`);

  expect(Date.parse(later.notBefore)).toBeGreaterThan(Date.now());
  const listed = async (when: string) => (await where.ask('GET', `/tasks?when=${when}`)).items.length;
  expect([await listed('today'), await listed('later')]).toEqual([0, 1]);
  const { counts } = await where.ask('GET', '/tasks?order=due');
  expect(counts).toEqual({ mine: 0, everybody: 0, later: 1 });
});

test('a task is given to somebody who may do it, and says from whom it comes', async () => {
  const task = await toLookInto();
  const desk = await practice.as(['desk']);
  const practitioner = await practice.as(['practitioner']);
  const agency = await practice.as(['agency']);

  const given = await practice.ask('POST', `/tasks/${task.id}/give`, { staffId: desk.staffId });

  expect(given).toMatchObject({ assigneeId: desk.staffId, givenBy: { staffId: practice.staffId } });
  expect((await day(task, 'give', { staffId: practitioner.staffId })).status).toBe(422);
  expect((await day(task, 'give', { staffId: agency.staffId })).status).toBe(422);
  expect((await day(task, 'give', { staffId: crypto.randomUUID() })).status).toBe(422);
});

test('a task that is given to somebody who is away is for whoever covers for them', async () => {
  const { task } = await toThank();
  const [away, cover] = [await practice.as(['desk']), await practice.as(['desk'])];
  await practice.ask('POST', `/staff/${away.staffId}/absences`, {
    from: today(-2),
    to: today(2),
    coverStaffId: cover.staffId,
  });

  const given = await practice.ask('POST', `/tasks/${task.id}/give`, { staffId: away.staffId });

  expect(given.assigneeId).toBe(cover.staffId);
});

test('thanked by phone and undone: the thanks waits again, and goes by itself as it would have', async () => {
  const { referral, task } = await toThank();
  await practice.ask('POST', `/tasks/${task.id}/done`, { byHand: 'phone' });

  const reopened = await practice.ask('POST', `/tasks/${task.id}/reopen`);

  expect(reopened).toMatchObject({ status: 'open', goesAt: task.goesAt });
  const { acknowledgement } = await thanksBecome(practice, referral.id, { status: 'due' });
  expect(acknowledgement.byHand).toBeUndefined();
  const message = await practice.ask('GET', `/messages/${task.messageId}`);
  expect(message).toMatchObject({ status: 'queued' });
});

test('they were not reached after all: the enquiry waits again, until the next step', async () => {
  const { enquiry, task } = await toReach();
  await practice.ask('POST', `/tasks/${task.id}/done`);
  await practice.ask('POST', `/tasks/${task.id}/reopen`);
  expect(await practice.ask('GET', `/enquiries/${enquiry.id}`)).toMatchObject({ stage: 'received' });

  await practice.ask('POST', `/tasks/${task.id}/done`);
  await practice.ask('POST', `/enquiries/${enquiry.id}/progress`, { stage: 'booked' });

  expect((await day(task, 'reopen')).status).toBe(409);
});

test('an attempt that was not made is taken off again', async () => {
  const { enquiry, task } = await toReach();
  expect((await day(task, 'reopen')).status).toBe(409);
  await practice.ask('POST', `/enquiries/${enquiry.id}/attempts`);

  const undone = await practice.ask('POST', `/tasks/${task.id}/reopen`);

  expect(undone.status).toBe('open');
  const { timeline } = await practice.ask('GET', `/enquiries/${enquiry.id}`);
  expect(timeline.at(-1)).toMatchObject({ what: 'taken_back', why: 'attempted' });
  expect((await day(task, 'reopen')).status).toBe(409);
});

test('what somebody else did is theirs to undo', async () => {
  const { task } = await toThank();
  const desk = await practice.as(['desk']);
  await desk.ask('POST', `/tasks/${task.id}/done`, { byHand: 'card' });

  expect((await day(task, 'reopen')).status).toBe(409);
  expect((await desk.call('POST', `/tasks/${task.id}/reopen`)).status).toBe(200);
});

test('tasks by deadline are paged without a gap, and found by their number and kind', async () => {
  const { referral } = await toThank();
  await toReach();
  const all: Task[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Json = await practice.ask(
      'GET',
      `/tasks?order=due&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
    );
    all.push(...page.items);
    cursor = page.nextCursor;
  }

  expect(all.map(({ dueAt }) => dueAt)).toEqual(all.map(({ dueAt }) => dueAt).toSorted());
  expect(all.length).toBe((await tasksOf(practice, {})).length);
  const found = await practice.ask('GET', `/tasks?number=${referral.number}&kind=thank`);
  expect(found.items.map((one: Task) => one.referralId)).toEqual([referral.id]);
});

test('what was done with a task besides completing it can be neither changed nor deleted', async () => {
  const { task } = await toThank();
  const desk = await practice.as(['desk']);
  await practice.ask('POST', `/tasks/${task.id}/give`, { staffId: desk.staffId });

  const change = connected(kindword.ownerUrl, (execute) => execute('delete from task_event'));

  await expect(change).rejects.toThrow('append-only');
});
