import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inTransaction, WORKFLOW_ACTOR } from '../../facts/transaction.ts';
import { dayAgo, daysAgo, today } from '../support/clock.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { attends, consent, reaches } from '../support/journeys.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { importFile } from '../support/import-file.ts';

let kindword: TestKindword;
beforeAll(async () => {
  kindword = await startKindword();
});
afterAll(() => kindword.stop());

const CAME_ON = [50, 40, 30, 20, 1];

/** Clients who came for weeks; the first `yes` of them have said yes. */
async function clientsOf(practice: TestPractice, count: number, yes: number): Promise<string[]> {
  const clients: string[] = await Promise.all(
    Array.from({ length: count }, async () => (await practice.client()).id),
  );
  for (const id of clients) for (const days of CAME_ON) await attends(practice, id, daysAgo(days));
  for (const id of clients.slice(0, yes)) await consent(practice, id, 'given');
  return clients;
}

/** In rehearsal, so that no note of today is part of the story. */
function rehearsing(): Promise<TestPractice> {
  return kindword.practice({ sending: 'rehearsal' });
}

async function trial(practice: TestPractice, change: Record<string, unknown> = {}): Promise<Json> {
  const { forecast: _, ...policy } = await practice.ask('GET', '/practice/policy');
  return practice.ask('POST', '/policy-trials', { policy, from: dayAgo(90), to: today(), ...change });
}

describe('a trial of rules on the past', () => {
  let practice: TestPractice;
  beforeAll(async () => {
    practice = await rehearsing();
    const clients = await clientsOf(practice, 13, 8);
    for (const id of clients) await reaches(practice, id, 'goal_reached', { practitionerTick: true });
    await practice.ask('POST', `/clients/${clients[0]}/holds`, { code: 'held' });
    await practice.ask('POST', `/clients/${clients[12]}/milestones`, {
      kind: 'transition',
      occurredOn: today(),
    });
  });

  test('tells what would have been sent, held back and why, moment by moment', async () => {
    const tried = await trial(practice);

    expect(tried).toMatchObject({
      from: dayAgo(90),
      to: today(),
      moments: { goal_reached: 13, significant_session: null, discharge: 0, transition: 1 },
      unknown: ['significant_session'],
      derived: true,
      sent: 7,
      heldBack: [
        { code: 'no_consent', count: 5 },
        { code: 'held', count: 1 },
      ],
      ifEverybodyConsented: { sent: 12 },
      suppressed: false,
    });
    expect(tried.perQuarter).toBeCloseTo(7, 0);
    expect(tried.byMoment).toEqual([
      { kind: 'goal_reached', chosen: true, cameUp: 13, sent: 7, removedMost: 'no_consent' },
      expect.objectContaining({ kind: 'significant_session', cameUp: null, sent: 0, removedMost: null }),
      expect.objectContaining({ kind: 'discharge', cameUp: 0 }),
      { kind: 'transition', chosen: false, cameUp: 1, sent: 0, removedMost: 'not_a_moment' },
    ]);
  });

  test('other rules give another answer, and neither is in force nor leaves a trace', async () => {
    const { forecast: _, ...policy } = await practice.ask('GET', '/practice/policy');
    const written = () =>
      inTransaction(kindword.database, { practiceId: practice.practiceId, actor: WORKFLOW_ACTOR }, ({ em }) =>
        em.execute('select (select count(*) from milestone) as s, (select count(*) from audit_entry) as a'),
      );
    const before = [await written(), await practice.ask('GET', '/practice/policy')];

    const strict = await trial(practice, {
      policy: { ...policy, prompt: { ...policy.prompt, minSince: 'P60D', minSessions: 9 } },
    });
    const never = await trial(practice, {
      policy: { ...policy, milestones: ['discharge', 'significant_session'] },
    });

    expect([strict.sent, never.sent]).toEqual([7, 0]);
    expect(never.moments.goal_reached).toBe(13);
    expect(never.heldBack).toEqual([]);
    expect([await written(), await practice.ask('GET', '/practice/policy')]).toEqual(before);
  });

  test('a reviewer and an agency see no number from one to four; the desk sees no trial', async () => {
    for (const role of ['reviewer', 'agency']) {
      const tried = await trial(await practice.as([role]));
      const numbers = JSON.stringify(tried).match(/:(\d+)(?=[,}])/g) ?? [];
      expect(numbers.map((text) => Number(text.slice(1))).filter((count) => count > 0 && count < 5)).toEqual(
        [],
      );
      expect(tried).toMatchObject({ suppressed: true, moments: { goal_reached: null, transition: null } });
    }
    const { status, body } = await (await practice.as(['desk'])).call('POST', '/policy-trials', {});
    expect([status, body.detail]).toEqual([403, expect.stringContaining('reviewer')]);
  });

  test('another practice has another past', async () => {
    expect((await trial(await rehearsing())).moments.transition).toBeNull();
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['nothing', {}, ['from', 'policy', 'to']],
    ['days that are none', { from: '2026-02-30', to: 'today' }, ['from', 'policy', 'to']],
    ['days the wrong way round', { from: today(), to: dayAgo(1) }, ['from', 'policy']],
    ['a future', { from: today(), to: dayAgo(-1) }, ['policy', 'to']],
    ['more than 400 days', { from: dayAgo(400), to: today() }, ['from', 'policy']],
    ['a field that there is not', { from: today(), to: today(), by: 'week' }, ['by', 'policy']],
  ])('%s is refused with every wrong field', async (_, body, paths) => {
    const { status, body: problem } = await practice.call('POST', '/policy-trials', body);

    expect(status).toBe(422);
    expect(problem.errors.map(({ path }: Json) => path).toSorted()).toEqual(paths);
  });

  test('a policy that contradicts itself is refused as PUT refuses it', async () => {
    const { forecast: _, ...policy } = await practice.ask('GET', '/practice/policy');
    const faulty = {
      ...policy,
      milestones: [],
      prompt: { ...policy.prompt, coolDown: 'soon' },
      duties: { ...policy.duties, review: '01987c5e-0000-7000-8000-00000000dead' },
    };

    const tried = await practice.call('POST', '/policy-trials', {
      policy: faulty,
      from: today(),
      to: today(),
    });
    const put = await practice.call('PUT', '/practice/policy', faulty);

    expect([tried.status, put.status]).toEqual([422, 422]);
    expect(tried.body.errors.map(({ path }: Json) => path)).toEqual(
      put.body.errors.map(({ path }: Json) => `policy.${path}`),
    );
    expect(tried.body.errors).toHaveLength(3);
  });
});

test('in the first hour there are only files: who has probably ended is worked out, the rest is said to be unknown', async () => {
  const practice = await rehearsing();
  const rows = Array.from({ length: 12 }, (_, index) =>
    [100, 93, 86, 79, 72, ...(index < 4 ? [3] : [])].map((days) => `c${index},${daysAgo(days)},attended`),
  );
  const clients = rows.map((__, index) => `Robin,c${index},c${index}@example.org`);
  const imported = [
    await importFile(practice, 'clients', ['firstName,externalRef,email', ...clients]),
    await importFile(practice, 'sessions', ['clientRef,at,status', ...rows.flat()]),
  ];
  expect(imported.map(({ status, body }) => [status, body.failed])).toEqual([
    [200, 0],
    [200, 0],
  ]);

  const tried = await trial(practice, { from: dayAgo(120) });

  expect(tried).toMatchObject({
    derived: true,
    moments: { goal_reached: null, significant_session: null, discharge: 8, transition: null },
    unknown: ['goal_reached', 'significant_session', 'transition'],
    sent: 0,
    heldBack: [{ code: 'no_consent', count: 8 }],
    ifEverybodyConsented: { sent: 8 },
  });
});

describe('the forecast with the settings (§2.5)', () => {
  test('a practice of which nothing is known yet is told so, not guessed about', async () => {
    const { forecast } = await (await rehearsing()).ask('GET', '/practice/policy');

    expect(forecast).toEqual({
      promptsPerQuarter: null,
      reason: 'too_little_data',
      removed: [],
      basis: { from: dayAgo(91), to: today(), moments: 0, sampled: false },
      suppressed: false,
    });
  });

  test('settings are answered with what they let through, and may be sent back as they were read', async () => {
    const practice = await rehearsing();
    for (const id of await clientsOf(practice, 7, 5))
      await reaches(practice, id, 'goal_reached', { practitionerTick: true });

    const read = await practice.ask('GET', '/practice/policy');
    const put = await practice.ask('PUT', '/practice/policy', read);
    const narrowed = await practice.ask('PUT', '/practice/policy', {
      ...read,
      milestones: ['discharge', 'significant_session'],
    });

    expect(read.forecast).toMatchObject({
      promptsPerQuarter: 5,
      reason: null,
      removed: [{ code: 'no_consent', count: 2 }],
      basis: { moments: 7 },
    });
    expect(put).toEqual({ ...read, version: read.version + 1 });
    expect(narrowed.forecast).toMatchObject({ promptsPerQuarter: null, reason: 'too_little_data' });
    expect((await practice.call('PUT', '/practice/policy', { ...read, forecasts: 1 })).status).toBe(422);
  });

  test('whoever is not the owner sees no number in which somebody might be recognised', async () => {
    const practice = await rehearsing();
    for (const id of await clientsOf(practice, 6, 3))
      await reaches(practice, id, 'goal_reached', { practitionerTick: true });

    const { forecast } = await (await practice.as(['desk'])).ask('GET', '/practice/policy');

    expect(forecast).toMatchObject({
      promptsPerQuarter: null,
      reason: 'small_number',
      removed: [{ code: 'no_consent', count: null }],
      basis: { moments: 6 },
      suppressed: true,
    });
  });
});

describe('how many were asked (GET /reports/consent)', () => {
  test('counts who is active, by their latest word, and what that lets through', async () => {
    const practice = await rehearsing();
    const clients = await clientsOf(practice, 8, 6);
    await consent(practice, clients[0] ?? '', 'withdrawn');
    await consent(practice, clients[7] ?? '', 'declined');
    await practice.ask('POST', `/clients/${clients[1]}/discharge`, { ending: 'planned_met', on: today() });
    for (const id of clients.slice(2))
      await reaches(practice, id, 'goal_reached', { practitionerTick: true });

    const report = await practice.ask('GET', '/reports/consent');

    expect(report).toMatchObject({
      n: 7,
      rows: [
        { status: 'given', count: 4 },
        { status: 'declined', count: 1 },
        { status: 'withdrawn', count: 1 },
        { status: 'not_asked', count: 1 },
      ],
      asked: 6,
      yes: 4,
      words: 'asked 6 of 7, yes 4',
      removesMost: 'no_consent',
      letsThrough: 5,
      suppressed: false,
    });
    expect(await (await practice.as(['desk'])).ask('GET', '/reports/consent')).toMatchObject({
      n: 7,
      yes: 4,
    });
    for (const role of ['reviewer', 'agency'])
      expect(await (await practice.as([role])).ask('GET', '/reports/consent')).toMatchObject({
        n: null,
        yes: null,
        rows: [],
        suppressed: true,
        missing: [expect.stringContaining('No month has been closed yet')],
      });
  });
});
