import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Satisfaction } from '../../entities/satisfaction.ts';
import { Task } from '../../entities/task.ts';
import { Client } from '../../entities/client.ts';
import { MINUTE_MS, minutesFromNow, today } from '../support/clock.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Answered, Json, TestPractice } from '../support/practice.ts';
import { inPractice } from '../support/in-practice.ts';
import { tasksOf } from '../support/tasks.ts';

const NOBODY = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11';
const DAY = 24 * 60;

/** The front desk alone: nothing changes unless it is asked to. */
let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword({ role: 'api' });
  practice = await kindword.practice();
});
afterAll(() => kindword.stop());

const paths = ({ body }: Answered): string[] => (body.errors ?? []).map(({ path }: Json) => path).toSorted();
const minutesAgo = (minutes: number) => minutesFromNow(-minutes);

function say(client: Json, status: string, change: Record<string, unknown> = {}): Promise<Answered> {
  const consent = { status, channel: 'spoken', wordingVersion: 'm5-1', ...change };
  return practice.call('POST', `/clients/${client.id}/prompt-consent`, consent);
}

test('every answer about being prompted is kept, and the latest counts (§2.2)', async () => {
  const client = await practice.client();
  const read = () => practice.ask('GET', `/clients/${client.id}/prompt-consent`);

  const before = await read();
  const given = await say(client, 'given', { at: minutesAgo(30) });
  const withdrawn = await say(client, 'withdrawn', { channel: 'e-mail' });
  const after = await read();

  expect(before).toMatchObject({ status: 'not_asked', history: [] });
  expect(given).toMatchObject({
    status: 201,
    body: { status: 'given', channel: 'spoken', wordingVersion: 'm5-1', by: practice.staffId },
  });
  expect(after).toMatchObject({ status: 'withdrawn', history: [withdrawn.body, given.body] });
});

test.each(['withdrawn', 'declined'])(
  'a yes from before they %s does not count; a new one does',
  async (status) => {
    const client = await practice.client();
    await say(client, status, { at: minutesAgo(10) });

    const older = await say(client, 'given', { at: minutesAgo(20) });
    const newer = await say(client, 'given', { at: minutesAgo(5) });

    expect(older).toMatchObject({ status: 409, body: { detail: expect.stringContaining('after this yes') } });
    expect(newer.status).toBe(201);
    expect((await practice.ask('GET', `/clients/${client.id}`)).promptConsent).toBe('given');
  },
);

test('a stop counts whenever it is recorded, even one from before the yes', async () => {
  const client = await practice.client();
  await say(client, 'given');

  await say(client, 'withdrawn', { at: minutesAgo(60) });

  expect((await practice.ask('GET', `/clients/${client.id}`)).promptConsent).toBe('withdrawn');
});

test('every wrong field of a consent is named, and an answer yet to come is none', async () => {
  const client = await practice.client();

  const wrong = await say(client, 'perhaps', { channel: 'x'.repeat(41), wordingVersion: '', reason: 'none' });
  const ahead = await say(client, 'given', { at: minutesAgo(-6) });

  expect([wrong.status, paths(wrong)]).toEqual([422, ['channel', 'reason', 'status', 'wordingVersion']]);
  expect([ahead.status, paths(ahead)]).toEqual([422, ['at']]);
  expect((await say(client, 'given', { at: minutesAgo(-4) })).status).toBe(201);
});

test('lists show where everybody stands', async () => {
  const ours = await kindword.practice();
  const [yes, none] = [await ours.client(), await ours.client()];
  await ours.ask('POST', `/clients/${yes.id}/prompt-consent`, {
    status: 'given',
    channel: 'intake',
    wordingVersion: 'm5-1',
  });

  const { items } = await ours.ask('GET', '/clients');

  expect(yes.promptConsent).toBe('not_asked');
  expect(items.map(({ id, promptConsent }: Json) => [id, promptConsent])).toEqual([
    [none.id, 'not_asked'],
    [yes.id, 'given'],
  ]);
});

test('two answers at the same moment are both kept, and everybody reads the same one as the latest', async () => {
  const client = await practice.client();

  const answers = await Promise.all(['given', 'withdrawn', 'given'].map((status) => say(client, status)));

  const { status, history } = await practice.ask('GET', `/clients/${client.id}/prompt-consent`);
  expect(history).toHaveLength(answers.filter((answer) => answer.status === 201).length);
  expect(status).toBe(history[0].status);
  expect((await practice.ask('GET', `/clients/${client.id}`)).promptConsent).toBe(status);
});

function score(client: Json, body: Record<string, unknown>, who = practice): Promise<Answered> {
  return who.call('POST', `/clients/${client.id}/satisfaction`, { instrument: 'csat', ...body });
}

test('a score carries whose work it was about, and its month on the practice’s wall', async () => {
  const ours = await kindword.practice({ timezone: 'Pacific/Auckland' });
  const { id: serviceLineId } = await ours.ask('POST', '/service-lines', { name: 'Line', stages: [] });
  const client = await ours.client({ practitionerId: ours.staffId, serviceLineId, stage: 'settled' });

  const given = await score(client, { score: 5, at: '2026-05-31T20:00:00Z' }, ours);

  expect(given).toMatchObject({
    status: 201,
    body: {
      instrument: 'csat',
      score: 5,
      month: '2026-06',
      practitionerId: ours.staffId,
      serviceLineId,
      stage: 'settled',
    },
  });
});

test.each([
  ['csat', 0],
  ['csat', 6],
  ['csat', 3.5],
  ['fft', 0],
  ['fft', 7],
])('%s of %d is out of its range', async (instrument, given) => {
  const answer = await score(await practice.client(), { instrument, score: given });

  expect([answer.status, paths(answer)]).toEqual([422, ['score']]);
});

test.each(['nps', 'srs', 'ors', 'core10'])('%s is never kept of a named client', async (instrument) => {
  const client = await practice.client();

  const named = await score(client, { instrument, score: 99 });
  const month = today().slice(0, 7);
  const unnamed = await practice.call('POST', '/satisfaction', { instrument, score: 9, month });

  expect([named.status, paths(named)]).toEqual([422, ['instrument', 'score']]);
  expect(named.body.errors[0].message).toContain('POST /satisfaction');
  expect(unnamed).toMatchObject({ status: 201, body: { instrument, score: 9, month, at: null } });
});

test('every wrong field of an unnamed score is named', async () => {
  const add = (body: object) =>
    practice.call('POST', '/satisfaction', { instrument: 'ors', score: 9, ...body });

  const malformed = await add({ month: '2026-13', score: 'x', clientId: NOBODY });
  const ahead = await add({ month: '2099-01', score: 41 });
  const unknown = await add({ month: '2026-01', practitionerId: NOBODY, serviceLineId: NOBODY });

  expect([malformed.status, paths(malformed)]).toEqual([422, ['clientId', 'month', 'score']]);
  expect([ahead.status, paths(ahead)]).toEqual([422, ['month', 'score']]);
  expect([unknown.status, paths(unknown)]).toEqual([422, ['practitionerId', 'serviceLineId']]);
});

test('kind words are kept sealed and are in no answer', async () => {
  const client = await practice.client();
  const kindWords = 'You heard me when nobody did.';

  const given = await score(client, { score: 5, kindWords, mayShare: true });

  const kept = await inPractice(kindword, practice, (tx) =>
    tx.em.findOneOrFail(Satisfaction, { id: given.body.id }),
  );
  expect(kept).toMatchObject({ kindWords, mayShare: true });
  expect(JSON.stringify(given.body)).not.toContain('heard me');
});

const mattersOf = (who: TestPractice, client: Json) => tasksOf(who, { clientId: client.id });

test('a low score is a matter of care for their practitioner; the desk never sees it', async () => {
  const [desk, practitioner] = [await practice.as(['desk']), await practice.as(['practitioner'])];
  const client = await practice.client({ practitionerId: practitioner.staffId });

  await score(client, { score: 2 }, desk);
  await score(client, { score: 1 }, desk);

  const [task, ...more] = await mattersOf(practitioner, client);
  expect(more).toEqual([]);
  expect(task).toMatchObject({
    kind: 'care_matter',
    status: 'open',
    why: 'low_satisfaction',
    assigneeId: practitioner.staffId,
    words: expect.stringContaining('Robin Rowan'),
  });
  expect(Date.parse(task?.dueAt ?? '') - Date.parse(task?.createdAt ?? '')).toBe(2 * DAY * MINUTE_MS);
  expect(await mattersOf(practice, client)).toEqual([task]);
  expect(await mattersOf(desk, client)).toEqual([]);
  expect((await desk.call('POST', `/tasks/${task?.id}/done`)).status).toBe(404);
  expect((await practitioner.call('POST', `/tasks/${task?.id}/done`)).body).toMatchObject({ status: 'done' });
});

test('without a practitioner who works here, a matter of care is the owner’s', async () => {
  const left = await practice.as(['practitioner']);
  const [without, orphaned] = [
    await practice.client(),
    await practice.client({ practitionerId: left.staffId }),
  ];
  await practice.ask('PATCH', `/staff/${left.staffId}`, { active: false });

  for (const client of [without, orphaned]) {
    await score(client, { score: 1 });
    expect(await mattersOf(practice, client)).toMatchObject([{ assigneeId: practice.staffId }]);
  }
});

test.each([
  ['above the floor', { score: 3 }],
  ['"don’t know"', { instrument: 'fft', score: 6 }],
  ['half a year old', { score: 1, at: minutesAgo(181 * DAY) }],
])('a score %s is no matter of care', async (_, body) => {
  const client = await practice.client();

  await score(client, body);

  expect(await mattersOf(practice, client)).toEqual([]);
});

test('the floor is the practice’s own', async () => {
  const ours = await kindword.practice();
  const { prompt } = await ours.ask('GET', '/practice/policy');
  await ours.changePolicy({ prompt: { ...prompt, satisfactionFloor: 3 } });
  const client = await ours.client();

  await score(client, { score: 3 }, ours);

  expect(await mattersOf(ours, client)).toHaveLength(1);
});

test('a yes that the public page doubts is the desk’s to ask about', async () => {
  const ours = await kindword.practice();
  const [desk, client] = [await ours.as(['desk']), await ours.client()];
  const { practiceId } = ours;
  await inPractice(kindword, ours, async (tx) => {
    const now = tx.now;
    const of = tx.em.getReference(Client, [practiceId, client.id]);
    tx.em.create(Task, {
      practiceId,
      kind: 'confirm_consent',
      status: 'open',
      client: of,
      dueAt: now,
      createdAt: now,
      updatedAt: now,
    });
  });

  expect(await mattersOf(desk, client)).toMatchObject([
    {
      kind: 'confirm_consent',
      clientId: client.id,
      words:
        'Robin Rowan said yes on the public page, and had said no or stop before: ask them, and record it.',
    },
  ]);
});

test('consent and scores of a colleague’s client are unknown to a practitioner', async () => {
  const practitioner = await practice.as(['practitioner']);
  const other = await practice.client();

  const answers = [
    await practitioner.call('GET', `/clients/${other.id}/prompt-consent`),
    await practitioner.call('POST', `/clients/${other.id}/prompt-consent`, {
      status: 'given',
      channel: 'spoken',
      wordingVersion: 'm5-1',
    }),
    await score(other, { score: 5 }, practitioner),
  ];

  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
});
