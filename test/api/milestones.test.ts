import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Milestone } from '../../entities/milestone.ts';
import { inTransaction } from '../../facts/transaction.ts';
import { GATE_CODES, GATES, type GateCode } from '../../policy/journeys/gate-codes.ts';
import { today } from '../support/clock.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Answered, Json, TestPractice } from '../support/practice.ts';

/** The front desk alone: nothing changes unless it is asked to. */
let kindword: TestKindword;
let practice: TestPractice;
let desk: TestPractice;
let practitioner: TestPractice;
beforeAll(async () => {
  kindword = await startKindword({ role: 'api' });
  practice = await kindword.practice();
  desk = await practice.as(['desk']);
  practitioner = await practice.as(['practitioner']);
});
afterAll(() => kindword.stop());

const paths = ({ body }: Answered): string[] => (body.errors ?? []).map(({ path }: Json) => path).toSorted();
const theirs = () => practice.client({ practitionerId: practitioner.staffId });

function mark(who: TestPractice, client: Json, change: Record<string, unknown> = {}): Promise<Answered> {
  const milestone = { kind: 'goal_reached', occurredOn: today(), ...change };
  return who.call('POST', `/clients/${client.id}/milestones`, milestone);
}

function letGo(id: string, code: GateCode): Promise<number> {
  const of = { practiceId: practice.practiceId, actor: { kind: 'workflow' as const, staffId: null } };
  return inTransaction(kindword.database, of, (tx) =>
    tx.em.nativeUpdate(Milestone, { id }, { status: 'let_go', code }),
  );
}

test('a milestone waits, however long ago it was; the same one again is the same one', async () => {
  const client = await practice.client();

  const marked = await mark(desk, client);
  const again = await mark(practice, client);
  const old = await mark(desk, client, { occurredOn: today(-90) });
  const list = await desk.ask('GET', `/clients/${client.id}/milestones`);

  expect(marked).toMatchObject({
    status: 201,
    body: { kind: 'goal_reached', occurredOn: today(), practitionerTick: false, status: 'waiting' },
  });
  expect(again).toEqual({ ...marked, status: 200, headers: again.headers });
  expect(old.status).toBe(201);
  expect(list.items).toEqual([old.body, marked.body]);
});

test('a day that has not come is refused by name, and an ending makes its own milestone (§5a.1)', async () => {
  const client = await practice.client();

  const tomorrow = await mark(practice, client, { occurredOn: today(1) });
  const ending = await mark(practice, client, { kind: 'discharge' });

  expect([tomorrow.status, paths(tomorrow)]).toEqual([422, ['occurredOn']]);
  expect(ending).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('POST /clients/:id/discharge') },
  });
});

test('the tick is the practitioner’s own or the owner’s; the desk is told whose it is (S7)', async () => {
  const both = await practice.as(['practitioner', 'desk']);
  const tick = (who: TestPractice, client: Json) => mark(who, client, { practitionerTick: true });
  const discharge = (who: TestPractice, client: Json) =>
    who.call('POST', `/clients/${client.id}/discharge`, {
      ending: 'planned_partly',
      on: today(),
      practitionerTick: true,
    });

  const allowed = [
    await tick(practitioner, await theirs()),
    await tick(practice, await theirs()),
    await tick(both, await practice.client()),
    await discharge(practitioner, await theirs()),
  ];
  const refused = [
    await tick(desk, await theirs()),
    await tick(both, await theirs()),
    await discharge(desk, await theirs()),
  ];

  expect(allowed.map(({ status }) => status)).toEqual([201, 201, 201, 200]);
  for (const answer of refused) {
    expect(answer.status).toBe(403);
    expect(answer.body.detail).toContain("client's own practitioner or the owner");
  }
});

test('a tick that comes later reopens what it overrides, and nothing else', async () => {
  const [early, unasked] = [await theirs(), await theirs()];
  await letGo((await mark(desk, early)).body.id, 'too_early');
  await letGo((await mark(desk, unasked)).body.id, 'no_consent');

  const reopened = await mark(practitioner, early, { practitionerTick: true });
  const gone = await mark(practitioner, unasked, { practitionerTick: true });

  expect(reopened).toMatchObject({ status: 200, body: { practitionerTick: true, status: 'waiting' } });
  expect(gone).toMatchObject({ status: 200, body: { practitionerTick: false, status: 'let_go' } });
});

test('why a client was not asked is for the owner and their own practitioner; everybody else reads not_now', async () => {
  const client = await theirs();
  const { body } = await mark(practitioner, client);
  await letGo(body.id, 'held');
  const codeFor = async (who: TestPractice) =>
    (await who.ask('GET', `/clients/${client.id}/milestones`)).items[0].code;
  const colleague = await practice.as(['practitioner', 'desk']);

  expect(await codeFor(practice)).toBe('held');
  expect(await codeFor(practitioner)).toBe('held');
  expect(await codeFor(desk)).toBe('not_now');
  expect(await codeFor(colleague)).toBe('not_now');
});

test('a milestone and an override of a colleague’s client are unknown to a practitioner', async () => {
  const other = await practice.client();
  const placed = await practice.ask('POST', `/clients/${other.id}/gate-overrides`, {
    code: 'unpaid',
    until: today(),
  });

  const answers = [
    await mark(practitioner, other),
    await practitioner.call('GET', `/clients/${other.id}/milestones`),
    await practitioner.call('GET', `/clients/${other.id}/gate-overrides`),
    await practitioner.call('POST', `/clients/${other.id}/gate-overrides`, {
      code: 'too_early',
      until: today(),
    }),
    await practitioner.call('DELETE', `/clients/${other.id}/gate-overrides/${placed.id}`),
  ];

  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
});

function override(who: TestPractice, client: Json, code: string, until = today(30)): Promise<Answered> {
  return who.call('POST', `/clients/${client.id}/gate-overrides`, { code, until });
}

test.each(GATE_CODES.filter((code) => GATES[code].mayOverride.length === 0))(
  '%s has no override, for nobody',
  async (code) => {
    const client = await theirs();

    for (const who of [practice, practitioner]) {
      const { status, body } = await override(who, client, code, today(-1));
      expect([status, body.errors.map(({ path }: Json) => path)]).toEqual([422, ['code', 'until']]);
      expect(body.errors[0].message).toMatch(/nobody can override it|has no override/);
    }
  },
);

test.each<[GateCode, number, number, number]>([
  ['mid_process', 403, 403, 201],
  ['too_early', 403, 403, 201],
  ['missed_session', 201, 201, 403],
  ['unpaid', 201, 403, 403],
  ['low_satisfaction', 403, 403, 201],
  ['referred_on', 201, 403, 403],
  ['third_party_payer', 201, 403, 403],
  ['fee_review', 201, 403, 403],
])('%s: the owner %d, the desk %d, their practitioner %d', async (code, owner, atDesk, own) => {
  const client = await theirs();

  const answers = [
    await override(practice, client, code),
    await override(desk, client, code),
    await override(practitioner, client, code),
  ];

  expect(answers.map(({ status }) => status)).toEqual([owner, atDesk, own]);
  for (const { body } of answers.filter(({ status }) => status === 403))
    expect(body.detail).toContain(`may override ${code}`);
});

test('where a client has no practitioner, the owner decides for one: nothing waits for somebody who is not there', async () => {
  const client = await practice.client();

  expect((await override(practice, client, 'too_early')).status).toBe(201);
  expect((await override(desk, client, 'too_early')).status).toBe(403);
});

test('an override has a last day, a year ahead at most', async () => {
  const client = await practice.client();
  const until = async (days: number) => (await override(practice, client, 'unpaid', today(days))).status;

  expect([await until(-1), await until(0), await until(366), await until(367)]).toEqual([422, 201, 201, 422]);
});

test('one override a code is in force, and it can be taken back', async () => {
  const client = await theirs();
  const overrides = `/clients/${client.id}/gate-overrides`;
  const first = await override(desk, client, 'missed_session', today(3));
  const second = await override(practice, client, 'missed_session', today(5));
  const asDesk = await desk.ask('GET', overrides);
  const asOwner = await practice.ask('GET', overrides);

  const gone = await desk.call('DELETE', `${overrides}/${first.body.id}`);
  const removed = await practitioner.call('DELETE', `${overrides}/${second.body.id}`);

  expect(first).toMatchObject({ status: 201, body: { code: 'missed_session', setBy: desk.staffId } });
  expect(asOwner.items).toEqual([second.body]);
  expect(asDesk.items).toEqual([{ ...second.body, code: 'not_now' }]);
  expect([gone.status, removed.status]).toEqual([404, 204]);
  expect((await practice.ask('GET', overrides)).items).toEqual([]);
});

test('that prompts are signed off is for the owner alone to say, and to take back', async () => {
  const ours = await kindword.practice();
  const agency = await ours.as(['agency']);
  const sign = (who: TestPractice, promptsSignedOff: boolean) =>
    who.call('PATCH', '/practice', { promptsSignedOff });

  const refused = await sign(agency, true);
  const before = await ours.ask('GET', '/practice');
  const signed = await sign(ours, true);
  const again = await sign(ours, true);
  const takenBack = await sign(ours, false);

  expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('Only the owner') } });
  expect(before.promptsSignedOffAt).toBeNull();
  expect(signed).toMatchObject({ status: 200, body: { promptsSignedOffAt: expect.any(String) } });
  expect(again.body.promptsSignedOffAt).toBe(signed.body.promptsSignedOffAt);
  expect(takenBack.body.promptsSignedOffAt).toBeNull();
});
