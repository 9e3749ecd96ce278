import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Client } from '../../entities/client.ts';
import { Discharge } from '../../entities/discharge.ts';
import { Milestone } from '../../entities/milestone.ts';
import { saveSession } from '../../facts/journeys/save-session.ts';
import { recordDischarge, type NewDischarge } from '../../facts/journeys/record-discharge.ts';
import { type Ending, ENDINGS, goesOn, milestoneOfEnding } from '../../policy/journeys/ending.ts';
import { LONDON, QuietPractice } from './support/practice.ts';

type Said = { ending: Ending; on: string; practitionerTick: boolean };

let practice: QuietPractice;
beforeAll(async () => {
  practice = await QuietPractice.open('discharge');
});
afterAll(() => practice.close());

function say(clientId: string, said: Partial<NewDischarge>) {
  const discharge = { clientId, ending: 'planned_met' as const, on: '2026-06-01', zone: LONDON, ...said };
  return practice.atNoon((tx) => recordDischarge(tx, discharge));
}

const milestonesOf = (clientId: string) =>
  practice.atNoon((tx) => tx.em.find(Milestone, { clientId }, { orderBy: { id: 'asc' } }));
const inForce = (clientId: string) =>
  practice.atNoon((tx) => tx.em.find(Discharge, { clientId, supersededAt: null }));
const attended = (clientId: string, at: string) =>
  practice.atNoon((tx) =>
    saveSession(tx, clientId, { at: new Date(at), status: 'attended', externalRef: null }, LONDON),
  );
const asSaid = ({ kind, occurredOn, practitionerTick, status }: Milestone) => ({
  kind,
  occurredOn,
  practitionerTick,
  status,
});

test.each<[Ending, boolean, string | null]>([
  ['planned_met', false, 'discharge'],
  ['planned_partly', false, null],
  ['planned_partly', true, 'discharge'],
  ['stepped_down', false, 'transition'],
  ['moved', false, null],
  ['moved', true, 'discharge'],
  ['drop_out', true, null],
  ['referred_on', true, null],
  ['ended_by_practice', true, null],
  ['deceased', true, null],
])('%s, ticked %j, makes the milestone %j', async (ending, practitionerTick, kind) => {
  const clientId = await practice.client();

  const { milestone } = await say(clientId, { ending, practitionerTick });

  expect(milestone?.kind ?? null).toBe(kind);
  expect((await milestonesOf(clientId)).map(asSaid)).toEqual(
    kind === null ? [] : [{ kind, occurredOn: '2026-06-01', practitionerTick, status: 'waiting' }],
  );
});

test('somebody who moved away as planned is a planned ending; a plan from before they came back is none', async () => {
  const [planned, earlier] = [await practice.client(), await practice.client()];
  const plan = (id: string, plannedEndOn: string) =>
    practice.atNoon((tx) => tx.em.nativeUpdate(Client, { id }, { plannedEndOn }));
  await plan(planned, '2026-06-20');
  await plan(earlier, '2026-02-01');
  await say(earlier, { ending: 'planned_met', on: '2026-02-01' });
  await attended(earlier, '2026-04-01T10:00:00Z');

  expect((await say(planned, { ending: 'moved' })).milestone?.kind).toBe('discharge');
  expect((await say(earlier, { ending: 'moved' })).milestone).toBeNull();
});

test('however often an ending is said, one word is in force and at most its own milestone waits', async () => {
  const said: fc.Arbitrary<Said> = fc.record({
    ending: fc.constantFrom(...ENDINGS),
    on: fc.constantFrom('2026-06-01', '2026-06-02', '2026-06-03'),
    practitionerTick: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 5 }), async (words) => {
      const clientId = await practice.client();
      for (const word of words) await say(clientId, word);

      const last = words.at(-1);
      if (!last) return;
      const { ending, on, practitionerTick } = last;
      const kind = milestoneOfEnding(ending, { ticked: practitionerTick, planned: false });
      const waiting = (await milestonesOf(clientId)).filter(({ status }) => status === 'waiting');
      const client = await practice.atNoon((tx) => tx.em.findOneOrFail(Client, { id: clientId }));
      expect((await inForce(clientId)).map((row) => [row.ending, row.on])).toEqual([[ending, on]]);
      expect(client.ending ?? null).toBe(goesOn(ending) ? null : ending);
      expect(waiting.map(asSaid)).toEqual(
        kind === null ? [] : [{ kind, occurredOn: on, practitionerTick, status: 'waiting' }],
      );
    }),
    { numRuns: 40 },
  );
});

test('what waited for an earlier word is let go as no moment at all', async () => {
  const clientId = await practice.client();
  await say(clientId, { ending: 'planned_met' });

  await say(clientId, { ending: 'drop_out' });

  expect(await milestonesOf(clientId)).toMatchObject([{ status: 'let_go', code: 'not_a_moment' }]);
});

test('a word that was taken back and is said again makes its moment anew', async () => {
  const clientId = await practice.client();
  await say(clientId, { ending: 'planned_met' });
  await say(clientId, { ending: 'drop_out' });

  const { milestone } = await say(clientId, { ending: 'planned_met' });

  expect(milestone).toMatchObject({ kind: 'discharge', status: 'waiting' });
  expect((await milestonesOf(clientId)).map(({ status }) => status)).toEqual(['let_go', 'waiting']);
});

test.each(['carried', 'would_send'] as const)(
  'where a prompt was %s already, a later word makes no second one',
  async (status) => {
    const clientId = await practice.client();
    const { milestone } = await say(clientId, { ending: 'planned_met' });
    await practice.atNoon((tx) => tx.em.nativeUpdate(Milestone, { id: milestone?.id ?? '' }, { status }));

    const again = await say(clientId, { ending: 'planned_met', on: '2026-06-03' });
    await say(clientId, { ending: 'drop_out' });
    const ticked = await say(clientId, { ending: 'moved', practitionerTick: true });

    expect([again.milestone, ticked.milestone]).toEqual([null, null]);
    expect(await milestonesOf(clientId)).toMatchObject([{ id: milestone?.id, status }]);
  },
);

test('the same word again keeps what the gate said of its milestone', async () => {
  const clientId = await practice.client();
  const { milestone } = await say(clientId, { ending: 'planned_met' });
  await practice.atNoon((tx) =>
    tx.em.nativeUpdate(Milestone, { id: milestone?.id ?? '' }, { status: 'let_go', code: 'no_consent' }),
  );

  await say(clientId, { ending: 'planned_met' });

  expect(await milestonesOf(clientId)).toMatchObject([{ status: 'let_go', code: 'no_consent' }]);
});

test('a step-down after which they did come is an event of its own; one after which nobody came is corrected', async () => {
  const [wentOn, corrected] = [await practice.client(), await practice.client()];
  for (const id of [wentOn, corrected]) await say(id, { ending: 'stepped_down', on: '2026-05-01' });
  await attended(wentOn, '2026-05-08T10:00:00Z');

  await say(wentOn, { ending: 'planned_met' });
  await say(corrected, { ending: 'planned_met' });

  expect((await inForce(wentOn)).map(({ ending }) => ending)).toEqual(['stepped_down', 'planned_met']);
  expect((await milestonesOf(wentOn)).map(asSaid)).toMatchObject([
    { kind: 'transition', status: 'waiting' },
    { kind: 'discharge', status: 'waiting' },
  ]);
  expect((await inForce(corrected)).map(({ ending }) => ending)).toEqual(['planned_met']);
  expect((await milestonesOf(corrected)).map(asSaid)).toMatchObject([
    { kind: 'transition', status: 'let_go' },
    { kind: 'discharge', status: 'waiting' },
  ]);
});

test('who comes back may end again, with a milestone of its own; the earlier ending stays as it was', async () => {
  const clientId = await practice.client();
  const first = await say(clientId, { ending: 'planned_met', on: '2026-04-01' });
  await practice.atNoon((tx) =>
    tx.em.nativeUpdate(Milestone, { id: first.milestone?.id ?? '' }, { status: 'carried' }),
  );
  await attended(clientId, '2026-05-01T10:00:00Z');

  const second = await say(clientId, { ending: 'planned_met', on: '2026-06-01' });

  expect(second.milestone).toMatchObject({ kind: 'discharge', occurredOn: '2026-06-01', status: 'waiting' });
  expect(await inForce(clientId)).toHaveLength(2);
  await expect(say(clientId, { ending: 'drop_out', on: '2026-04-01' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'on' }],
  });
});

test('that somebody has died can be corrected, and until then nothing new is recorded of them', async () => {
  const clientId = await practice.client();
  await say(clientId, { ending: 'deceased' });

  await expect(attended(clientId, '2026-06-02T10:00:00Z')).rejects.toMatchObject({ status: 409 });
  const corrected = await say(clientId, { ending: 'stepped_down' });

  expect(corrected.client).toMatchObject({ ending: null, endedOn: null });
  expect((await attended(clientId, '2026-06-02T10:00:00Z')).isNew).toBe(true);
});
