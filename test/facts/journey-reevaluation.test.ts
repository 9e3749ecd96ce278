import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from '../../entities/client.ts';
import { ClientHold } from '../../entities/client-hold.ts';
import type { Tx } from '../../facts/transaction.ts';
import { overrideGate } from '../../facts/clients/save-gate-override.ts';
import { patchClient } from '../../facts/clients/save-client.ts';
import { liftHold } from '../../facts/clients/lift-hold.ts';
import { placeHold } from '../../facts/clients/place-hold.ts';
import { recordPromptConsent } from '../../facts/clients/prompt-consent.ts';
import { recordDischarge } from '../../facts/journeys/record-discharge.ts';
import { recordMilestone } from '../../facts/journeys/record-milestone.ts';
import { recordSatisfaction } from '../../facts/clients/record-satisfaction.ts';
import { setStage } from '../../facts/clients/set-stage.ts';
import { openJourney } from '../../facts/commitments/open-commitment.ts';
import { ENDINGS } from '../../policy/journeys/ending.ts';
import { daysBefore, LONDON, NOON, QuietPractice } from './support/practice.ts';

let practice: QuietPractice;
beforeAll(async () => {
  practice = await QuietPractice.open('journey_rings');
});
afterAll(() => practice.close());

type Change = (tx: Tx, clientId: string) => Promise<unknown>;
const hold =
  (code: 'held' | 'complaint' | 'unpaid', until: string | null = null): Change =>
  (tx, clientId) =>
    placeHold(tx, { clientId, code, until, setBy: practice.staffId, zone: LONDON });
const lift: Change = async (tx, clientId) => {
  const { id: holdId } = await tx.em.findOneOrFail(ClientHold, { clientId });
  await liftHold(tx, { clientId, holdId, zone: LONDON });
};

test('a hold, its lifting and a new address are heard by a journey that is under way; a client at rest starts no run', async () => {
  const [atRest, underWay] = [await practice.client(), await practice.client()];
  await practice.atNoon((tx) => openJourney(tx, underWay));
  const patch: Change = (tx, clientId) => patchClient(tx, clientId, { email: `${clientId}@example.org` });

  for (const change of [hold('unpaid'), lift, patch]) {
    expect(await practice.rungBy((tx) => change(tx, atRest))).toEqual([]);
    expect(await practice.rungBy((tx) => change(tx, underWay))).toEqual([underWay]);
  }

  await practice.comesToRest(underWay);
  expect(await practice.rungBy((tx) => hold('held')(tx, underWay))).toEqual([]);
});

const consent = { status: 'given' as const, channel: 'spoken', wordingVersion: 'm5-1', at: NOON };
const CHANGES_A_GATE: [string, Change][] = [
  ['a yes', (tx, clientId) => recordPromptConsent(tx, { clientId, ...consent })],
  ['a stop', (tx, clientId) => recordPromptConsent(tx, { clientId, ...consent, status: 'withdrawn' })],
  [
    'a low score',
    (tx, clientId) => recordSatisfaction(tx, { clientId, instrument: 'csat', score: 2, at: NOON }),
  ],
  ['a stage', (tx, clientId) => setStage(tx, clientId, 'settled')],
  [
    'an override',
    (tx, clientId) =>
      overrideGate(tx, {
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
    await practice.atNoon((tx) => openJourney(tx, underWay));

    expect(await practice.rungBy((tx) => change(tx, atRest))).toEqual([]);
    expect(await practice.rungBy((tx) => change(tx, underWay))).toEqual([underWay]);
  },
);

const milestone = { kind: 'goal_reached' as const, occurredOn: '2026-06-30', recordedVia: 'staff' as const };

test.each<[string, Change]>([
  [
    'a milestone',
    (tx, clientId) => recordMilestone(tx, { clientId, ...milestone, practitionerTick: false, zone: LONDON }),
  ],
  ...ENDINGS.map((ending): [string, Change] => [
    `the ending ${ending}`,
    (tx, clientId) => recordDischarge(tx, { clientId, ending, on: '2026-06-30', zone: LONDON }),
  ]),
])('after %s the journey looks again', async (_, change) => {
  const clientId = await practice.client();

  expect(await practice.rungBy((tx) => change(tx, clientId))).toEqual([clientId]);
});

test('a milestone said again wakes nobody, unless it brings the practitioner’s tick', async () => {
  const clientId = await practice.client();
  const again = (practitionerTick: boolean) =>
    practice.rungBy((tx) => recordMilestone(tx, { clientId, ...milestone, practitionerTick, zone: LONDON }));
  await again(false);

  expect([await again(false), await again(true), await again(true)]).toEqual([[], [clientId], []]);
});

test.each<[string, string | null, number, string]>([
  ['today, where it was open', null, 0, '2026-07-01'],
  ['today, where it would have ended later', '2026-07-20', 0, '2026-07-01'],
  ['on its last day, where that has passed', '2026-07-03', -10, '2026-07-03'],
])('a complaint that is lifted was closed %s', async (_, until, days, closedOn) => {
  const clientId = await practice.client();
  await practice.atNoon((tx) => hold('complaint', until)(tx, clientId));

  await practice.at(daysBefore(days), (tx) => lift(tx, clientId));

  const client = await practice.atNoon((tx) => tx.em.findOneOrFail(Client, { id: clientId }));
  expect(client.complaintClosedOn).toBe(closedOn);
});

test('what is no complaint leaves nothing behind when it is lifted', async () => {
  const clientId = await practice.client();
  await practice.atNoon((tx) => hold('unpaid')(tx, clientId));

  await practice.atNoon((tx) => lift(tx, clientId));

  const client = await practice.atNoon((tx) => tx.em.findOneOrFail(Client, { id: clientId }));
  expect(client.complaintClosedOn ?? null).toBeNull();
});

test('placing a hold purges what has expired, and remembers only when a complaint was over', async () => {
  const clientId = await practice.client();
  await practice.atNoon((tx) => hold('complaint', '2026-07-03')(tx, clientId));
  await practice.atNoon((tx) => hold('held', '2026-07-10')(tx, clientId));

  await practice.at(daysBefore(-5), (tx) => hold('unpaid')(tx, clientId));

  const [client, holds] = await practice.atNoon(
    async (tx) =>
      [
        await tx.em.findOneOrFail(Client, { id: clientId }),
        await tx.em.find(ClientHold, { clientId }, { orderBy: { code: 'asc' } }),
      ] as const,
  );
  expect(holds.map(({ code }) => code)).toEqual(['held', 'unpaid']);
  expect(client.complaintClosedOn).toBe('2026-07-03');
});
