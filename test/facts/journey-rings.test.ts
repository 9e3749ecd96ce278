import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from '../../entities/client.ts';
import { ClientHold } from '../../entities/client-hold.ts';
import type { Fact } from '../../facts/transaction.ts';
import { overrideGate } from '../../facts/clients/save-gate-override.ts';
import { patchClient } from '../../facts/clients/save-client.ts';
import { liftHold } from '../../facts/clients/lift-hold.ts';
import { placeHold } from '../../facts/clients/place-hold.ts';
import { recordPromptConsent } from '../../facts/clients/prompt-consent.ts';
import { recordDischarge } from '../../facts/journeys/record-discharge.ts';
import { recordMilestone } from '../../facts/journeys/record-milestone.ts';
import { recordSatisfaction } from '../../facts/clients/record-satisfaction.ts';
import { setStage } from '../../facts/clients/set-stage.ts';
import { wakeJourney } from '../../facts/commitments/open-journey.ts';
import { ENDINGS } from '../../policy/journeys/ending.ts';
import { daysBefore, LONDON, NOON, QuietPractice } from './support/practice.ts';

let practice: QuietPractice;
beforeAll(async () => {
  practice = await QuietPractice.open('journey_rings');
});
afterAll(() => practice.close());

type Change = (fact: Fact, clientId: string) => Promise<unknown>;
const hold =
  (code: 'held' | 'complaint' | 'unpaid', until: string | null = null): Change =>
  (fact, clientId) =>
    placeHold(fact, { clientId, code, until, setBy: practice.staffId, zone: LONDON });
const lift: Change = async (fact, clientId) => {
  const { id: holdId } = await fact.em.findOneOrFail(ClientHold, { clientId });
  await liftHold(fact, { clientId, holdId, zone: LONDON });
};

test('a hold, its lifting and a new address are heard by a journey that is under way; a client at rest starts no run', async () => {
  const [atRest, underWay] = [await practice.client(), await practice.client()];
  await practice.atNoon((fact) => wakeJourney(fact, underWay));
  const patch: Change = (fact, clientId) => patchClient(fact, clientId, { email: `${clientId}@example.org` });

  for (const change of [hold('unpaid'), lift, patch]) {
    expect(await practice.rungBy((fact) => change(fact, atRest))).toEqual([]);
    expect(await practice.rungBy((fact) => change(fact, underWay))).toEqual([underWay]);
  }

  await practice.comesToRest(underWay);
  expect(await practice.rungBy((fact) => hold('held')(fact, underWay))).toEqual([]);
});

const consent = { status: 'given' as const, channel: 'spoken', wordingVersion: 'm5-1', at: NOON };
const CHANGES_A_GATE: [string, Change][] = [
  ['a yes', (fact, clientId) => recordPromptConsent(fact, { clientId, ...consent })],
  ['a stop', (fact, clientId) => recordPromptConsent(fact, { clientId, ...consent, status: 'withdrawn' })],
  [
    'a low score',
    (fact, clientId) => recordSatisfaction(fact, { clientId, instrument: 'csat', score: 2, at: NOON }),
  ],
  ['a stage', (fact, clientId) => setStage(fact, clientId, 'settled')],
  [
    'an override',
    (fact, clientId) =>
      overrideGate(fact, {
        clientId,
        code: 'unpaid',
        until: '2026-08-01',
        setBy: practice.staffId,
        zone: LONDON,
      }),
  ],
];

test.each(CHANGES_A_GATE)(
  'after %s a journey that is under way looks again; a client at rest starts no run',
  async (_, change) => {
    const [atRest, underWay] = [await practice.client(), await practice.client()];
    await practice.atNoon((fact) => wakeJourney(fact, underWay));

    expect(await practice.rungBy((fact) => change(fact, atRest))).toEqual([]);
    expect(await practice.rungBy((fact) => change(fact, underWay))).toEqual([underWay]);
  },
);

const milestone = { kind: 'goal_reached' as const, occurredOn: '2026-06-30', recordedVia: 'staff' as const };

test.each<[string, Change]>([
  [
    'a milestone',
    (fact, clientId) =>
      recordMilestone(fact, { clientId, ...milestone, practitionerTick: false, zone: LONDON }),
  ],
  ...ENDINGS.map((ending): [string, Change] => [
    `the ending ${ending}`,
    (fact, clientId) => recordDischarge(fact, { clientId, ending, on: '2026-06-30', zone: LONDON }),
  ]),
])('after %s the journey looks again', async (_, change) => {
  const clientId = await practice.client();

  expect(await practice.rungBy((fact) => change(fact, clientId))).toEqual([clientId]);
});

test('a milestone said again wakes nobody, unless it brings the practitioner’s tick', async () => {
  const clientId = await practice.client();
  const again = (practitionerTick: boolean) =>
    practice.rungBy((fact) =>
      recordMilestone(fact, { clientId, ...milestone, practitionerTick, zone: LONDON }),
    );
  await again(false);

  expect([await again(false), await again(true), await again(true)]).toEqual([[], [clientId], []]);
});

test.each<[string, string | null, number, string]>([
  ['today, where it was open', null, 0, '2026-07-01'],
  ['today, where it would have ended later', '2026-07-20', 0, '2026-07-01'],
  ['on its last day, where that has passed', '2026-07-03', -10, '2026-07-03'],
])('a complaint that is lifted was closed %s', async (_, until, days, closedOn) => {
  const clientId = await practice.client();
  await practice.atNoon((fact) => hold('complaint', until)(fact, clientId));

  await practice.at(daysBefore(days), (fact) => lift(fact, clientId));

  const client = await practice.atNoon((fact) => fact.em.findOneOrFail(Client, { id: clientId }));
  expect(client.complaintClosedOn).toBe(closedOn);
});

test('what is no complaint leaves nothing behind when it is lifted', async () => {
  const clientId = await practice.client();
  await practice.atNoon((fact) => hold('unpaid')(fact, clientId));

  await practice.atNoon((fact) => lift(fact, clientId));

  const client = await practice.atNoon((fact) => fact.em.findOneOrFail(Client, { id: clientId }));
  expect(client.complaintClosedOn ?? null).toBeNull();
});

test('placing a hold purges what has expired, and remembers only when a complaint was over', async () => {
  const clientId = await practice.client();
  await practice.atNoon((fact) => hold('complaint', '2026-07-03')(fact, clientId));
  await practice.atNoon((fact) => hold('held', '2026-07-10')(fact, clientId));

  await practice.at(daysBefore(-5), (fact) => hold('unpaid')(fact, clientId));

  const [client, holds] = await practice.atNoon(
    async (fact) =>
      [
        await fact.em.findOneOrFail(Client, { id: clientId }),
        await fact.em.find(ClientHold, { clientId }, { orderBy: { code: 'asc' } }),
      ] as const,
  );
  expect(holds.map(({ code }) => code)).toEqual(['held', 'unpaid']);
  expect(client.complaintClosedOn).toBe('2026-07-03');
});
