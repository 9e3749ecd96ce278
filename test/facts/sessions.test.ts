import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Client } from '../../entities/client.ts';
import { ClientSession } from '../../entities/client-session.ts';
import { DataFeed } from '../../entities/data-feed.ts';
import { changeSession, saveSession, type SessionFields } from '../../facts/journeys/save-session.ts';
import { recordDischarge } from '../../facts/journeys/record-discharge.ts';
import { openJourney } from '../../facts/commitments/open-commitment.ts';
import { daysBefore, LONDON, NOON, QuietPractice } from './support/practice.ts';

let practice: QuietPractice;
beforeAll(async () => {
  practice = await QuietPractice.open('sessions');
});
afterAll(() => practice.close());

function keep(
  clientId: string,
  status: SessionFields['status'],
  at: Date,
  externalRef: string | null = null,
) {
  return (tx: Parameters<typeof saveSession>[0]) =>
    saveSession(tx, clientId, { at, status, externalRef }, LONDON);
}

const clientOf = (id: string) => practice.atNoon((tx) => tx.em.findOneOrFail(Client, { id }));

test.each<[SessionFields['status'], number, boolean]>([
  ['attended', 0, true],
  ['attended', 14, true],
  ['attended', 16, false],
  ['dna', 1, true],
  ['late_cancel', 1, true],
  ['cancelled', -3, true],
  ['cancelled', -30, false],
  ['booked', -3, false],
  ['booked', 1, false],
])('%s, %d days ago, of a client at rest: looked at %j', async (status, days, looked) => {
  const clientId = await practice.client();

  expect(await practice.rungBy(keep(clientId, status, daysBefore(days)))).toEqual(looked ? [clientId] : []);
});

test('old history reaches a journey that is under way, and starts none', async () => {
  const [atRest, underWay] = [await practice.client(), await practice.client()];
  await practice.atNoon((tx) => openJourney(tx, underWay));

  expect(await practice.rungBy(keep(atRest, 'attended', daysBefore(90)))).toEqual([]);
  expect(await practice.rungBy(keep(underWay, 'attended', daysBefore(90)))).toEqual([underWay]);
});

test('a diary that says the same again every night changes nothing and wakes nobody', async () => {
  const clientId = await practice.client();
  const first = await practice.atNoon(keep(clientId, 'attended', daysBefore(1), 'A-1'));

  const rung = await practice.rungBy(keep(clientId, 'attended', daysBefore(1), 'A-1'), daysBefore(-1));

  const kept = await practice.atNoon((tx) => tx.em.find(ClientSession, { clientId }));
  expect(rung).toEqual([]);
  expect(kept.map(({ id, updatedAt }) => ({ id, updatedAt }))).toEqual([
    { id: first.session.id, updatedAt: NOON },
  ]);
});

test('what came in a file stays history until it changes', async () => {
  const clientId = await practice.client();
  const { session } = await practice.atNoon(keep(clientId, 'booked', daysBefore(1), 'A-2'));
  await practice.atNoon((tx) => tx.em.nativeUpdate(ClientSession, { id: session.id }, { imported: true }));

  const same = await practice.atNoon(keep(clientId, 'booked', daysBefore(1), 'A-2'));
  const changed = await practice.atNoon(keep(clientId, 'attended', daysBefore(1), 'A-2'));

  expect([same.session.imported, changed.session.imported]).toEqual([true, false]);
});

test('that the diary spoke is noted once a minute, so that nobody waits for that note', async () => {
  const clientId = await practice.client();
  const notedAt = async (seconds: number) => {
    const now = new Date(NOON.getTime() + 86_400_000 + seconds * 1_000);
    await practice.at(now, keep(clientId, 'booked', daysBefore(-2)));
    const feed = await practice.atNoon((tx) => tx.em.findOneOrFail(DataFeed, { feed: 'sessions' }));
    return feed.at.getTime() - NOON.getTime() - 86_400_000;
  };

  expect([await notedAt(0), await notedAt(59), await notedAt(60)]).toEqual([0, 0, 60_000]);
});

test('whoever comes back after a discharge begins anew with the first session they attended', async () => {
  const clientId = await practice.client();
  await practice.atNoon((tx) =>
    recordDischarge(tx, { clientId, ending: 'drop_out', on: '2026-06-01', zone: LONDON }),
  );

  await practice.atNoon(keep(clientId, 'attended', new Date('2026-06-01T16:00:00Z')));
  const sameDay = await clientOf(clientId);
  await practice.atNoon(keep(clientId, 'dna', new Date('2026-06-08T16:00:00Z')));
  const missed = await clientOf(clientId);
  await practice.atNoon(keep(clientId, 'attended', new Date('2026-06-15T16:00:00Z')));
  const back = await clientOf(clientId);

  expect([sameDay, missed].map(({ ending, endedOn }) => [ending, endedOn])).toEqual([
    ['drop_out', '2026-06-01'],
    ['drop_out', '2026-06-01'],
  ]);
  expect(back).toMatchObject({
    ending: null,
    endedOn: null,
    episodeStartedAt: new Date('2026-06-15T16:00:00Z'),
  });
});

test('in whichever order sessions become known or are corrected, the episode begins with the first one attended after the discharge', async () => {
  const change = fc.record({
    session: fc.integer({ min: 0, max: 3 }),
    day: fc.integer({ min: 1, max: 28 }),
    attended: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 5, max: 20 }),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      async (endedOn, changes) => {
        const clientId = await practice.client();
        const on = `2026-06-${String(endedOn).padStart(2, '0')}`;
        await practice.atNoon((tx) => recordDischarge(tx, { clientId, ending: 'moved', on, zone: LONDON }));
        const known = new Map<number, { day: number; attended: boolean }>();

        for (const { session, day, attended } of changes) {
          known.set(session, { day, attended });
          const at = new Date(Date.UTC(2026, 5, day, 10));
          await practice.atNoon(keep(clientId, attended ? 'attended' : 'dna', at, `S-${session}`));
        }

        const after = [...known.values()].filter((one) => one.attended && one.day > endedOn);
        const first = Math.min(...after.map(({ day }) => day));
        const { ending, episodeStartedAt } = await clientOf(clientId);
        expect([ending ?? null, episodeStartedAt ?? null]).toEqual(
          after.length > 0 ? [null, new Date(Date.UTC(2026, 5, first, 10))] : ['moved', null],
        );
      },
    ),
    { numRuns: 40 },
  );
});

test('an episode that has ended again still begins with its first session, however late that becomes known', async () => {
  const clientId = await practice.client();
  const discharge = (on: string) =>
    practice.atNoon((tx) => recordDischarge(tx, { clientId, ending: 'moved', on, zone: LONDON }));
  await discharge('2026-05-01');
  await practice.atNoon(keep(clientId, 'attended', new Date('2026-05-20T10:00:00Z')));
  await discharge('2026-06-01');

  await practice.atNoon(keep(clientId, 'attended', new Date('2026-05-10T10:00:00Z')));

  expect(await clientOf(clientId)).toMatchObject({
    ending: 'moved',
    endedOn: '2026-06-01',
    episodeStartedAt: new Date('2026-05-10T10:00:00Z'),
  });
});

test('a session that began an episode and was none lets the discharge before it stand again', async () => {
  const clientId = await practice.client();
  const discharge = (on: string) =>
    practice.atNoon((tx) => recordDischarge(tx, { clientId, ending: 'moved', on, zone: LONDON }));
  await discharge('2026-05-01');
  await practice.atNoon(keep(clientId, 'attended', new Date('2026-05-10T10:00:00Z')));
  await discharge('2026-06-01');
  const { session } = await practice.atNoon(keep(clientId, 'attended', new Date('2026-06-10T10:00:00Z')));

  await practice.atNoon((tx) =>
    changeSession(tx, { clientId, sessionId: session.id }, { status: 'dna' }, LONDON),
  );

  expect(await clientOf(clientId)).toMatchObject({
    ending: 'moved',
    endedOn: '2026-06-01',
    episodeStartedAt: new Date('2026-05-10T10:00:00Z'),
  });
});
