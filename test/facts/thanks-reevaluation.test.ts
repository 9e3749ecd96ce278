import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditEntry } from '../../entities/audit-entry.ts';
import { ClientHold } from '../../entities/client-hold.ts';
import { nextFriday } from '../../policy/calendar/friday.ts';
import { Practice } from '../../entities/practice.ts';
import { Commitment } from '../../entities/commitment.ts';
import { Keyring, useKeyring } from '../../entities/crypto/keyring.ts';
import { openOrm } from '../../entities/orm.ts';
import type { Database } from '../../facts/database.ts';
import { inTransaction, type Tx } from '../../facts/transaction.ts';
import { createPractice, type CreatedPractice } from '../../facts/practice/create-practice.ts';
import { createClient } from '../../facts/clients/save-client.ts';
import { createProfessional, patchProfessional } from '../../facts/professionals/save-professional.ts';
import { createStaff, patchStaff } from '../../facts/practice/save-staff.ts';
import { liftHold } from '../../facts/clients/lift-hold.ts';
import { placeHold } from '../../facts/clients/place-hold.ts';
import { recordDischarge } from '../../facts/journeys/record-discharge.ts';
import { recordReferral } from '../../facts/referrals/record-referral.ts';
import type { PendingSignal } from '../../facts/signal.ts';
import { cloneDatabase } from '../support/parts.ts';

const NOON = new Date('2026-07-01T12:00:00Z');
const LONDON = 'Europe/London';
const NOOR = { name: 'Noor', email: 'noor@practice.example' };

let clone: Awaited<ReturnType<typeof cloneDatabase>>;
let database: Database;
let signals: PendingSignal[] = [];
beforeAll(async () => {
  useKeyring(new Keyring(`1:${Buffer.alloc(32, 1).toString('base64')}`));
  clone = await cloneDatabase('people');
  database = { orm: await openOrm(clone.databaseUrl), onSignals: (rung) => signals.push(...rung) };
});
afterAll(async () => {
  await database.orm.close(true);
});

test.each([
  ['late the same evening', '2026-07-01T22:59:59Z', 'lifted'],
  ["just after midnight of the practice's own clock", '2026-07-01T23:00:00Z', 409],
  ['a year later', '2027-07-01T12:00:00Z', 409],
])('"not this client", placed at noon, and taken back %s', async (_when, at, outcome) => {
  const practice = await found();
  const { clientId } = await clientWhoReferred(practice);
  const hold = await as(practice, NOON, (tx) =>
    placeHold(tx, { clientId, code: 'held', setBy: practice.staffId, zone: LONDON }),
  );

  const lifting = as(practice, new Date(at), (tx) =>
    liftHold(tx, { clientId, holdId: hold.id, zone: LONDON }),
  );

  await expect(
    lifting.then(
      () => 'lifted',
      (refused: { status: number }) => refused.status,
    ),
  ).resolves.toBe(outcome);
  expect(await as(practice, NOON, (tx) => tx.em.count(ClientHold, { id: hold.id }))).toBe(
    outcome === 'lifted' ? 0 : 1,
  );
});

test('a hold, its lifting and a discharge ring every open thanks to that client, and no other; a discharge rings their journey too', async () => {
  const practice = await found();
  const { clientId, referralId } = await clientWhoReferred(practice);
  await clientWhoReferred(practice);

  const placed = await rungBy(practice, (tx) =>
    placeHold(tx, { clientId, code: 'held', until: '2026-08-01', setBy: practice.staffId, zone: LONDON }),
  );
  const lifted = await rungBy(practice, (tx) =>
    liftHold(tx, { clientId, holdId: placed.result.id, zone: LONDON }),
  );
  const ended = await rungBy(practice, (tx) =>
    recordDischarge(tx, { clientId, ending: 'deceased', on: '2026-06-30', zone: LONDON }),
  );

  for (const { rung } of [placed, lifted]) expect(rung).toEqual([referralId]);
  expect(ended.rung).toEqual([referralId, clientId]);
});

test('a changed colleague rings the open thanks to them', async () => {
  const practice = await found();
  const referred = await as(practice, NOON, async (tx) => {
    const settings = await tx.em.findOneOrFail(Practice, { id: practice.practiceId });
    const colleague = await createProfessional(tx, settings, {
      firstName: 'Ada',
      lastName: 'Okafor',
      kind: 'gp',
    });
    await tx.em.flush();
    return {
      settings,
      professionalId: colleague.id,
      referralId: await refer(tx, { professionalId: colleague.id }),
    };
  });

  const { rung } = await rungBy(practice, (tx) =>
    patchProfessional(tx, referred.settings, referred.professionalId, { email: 'ada@elm.example' }),
  );

  expect(rung).toEqual([referred.referralId]);
});

test('a hold leaves an audit entry that names neither the client nor a value', async () => {
  const practice = await found();
  const { clientId } = await clientWhoReferred(practice);

  const hold = await as(practice, NOON, (tx) =>
    placeHold(tx, { clientId, code: 'held', setBy: practice.staffId, zone: LONDON }),
  );
  await as(practice, NOON, (tx) => liftHold(tx, { clientId, holdId: hold.id, zone: LONDON }));

  const kept = await as(practice, NOON, (tx) =>
    tx.em.find(AuditEntry, { entity: 'client_hold' }, { orderBy: { id: 'asc' } }),
  );
  expect(
    kept.map(({ action, entityId, staffId, fields }) => ({ action, entityId, staffId, fields })),
  ).toEqual([
    { action: 'create', entityId: hold.id, staffId: practice.staffId, fields: ['code'] },
    { action: 'remove', entityId: hold.id, staffId: practice.staffId, fields: [] },
  ]);
});

test('whatever runs is looked at again when one person becomes a team or a team one person, and not otherwise', async () => {
  const practice = await found();
  await clientWhoReferred(practice);

  const reviewer = await lookedAgain(practice, (tx) =>
    createStaff(tx, ['owner'], { ...NOOR, roles: ['reviewer'] }),
  );
  const desk = await lookedAgain(practice, (tx) => createStaff(tx, ['owner'], { ...NOOR, roles: ['desk'] }));
  const third = await lookedAgain(practice, (tx) =>
    createStaff(tx, ['owner'], { ...NOOR, roles: ['practitioner'] }),
  );
  const thirdLeaves = await lookedAgain(practice, (tx) =>
    patchStaff(tx, ['owner'], third.result.id, { active: false }),
  );
  const renamed = await lookedAgain(practice, (tx) =>
    patchStaff(tx, ['owner'], desk.result.id, { name: 'Noor Rahman' }),
  );
  const deskLeaves = await lookedAgain(practice, (tx) =>
    patchStaff(tx, ['owner'], desk.result.id, { active: false }),
  );

  expect([reviewer, desk, third, thirdLeaves, renamed, deskLeaves].map(({ looked }) => looked)).toEqual([
    false,
    true,
    false,
    false,
    false,
    true,
  ]);
});

test('a setting that changes on a Friday evening makes no list that was not due', async () => {
  const practice = await found();
  const { result: member } = await lookedAgain(practice, (tx) =>
    createStaff(tx, ['owner'], { ...NOOR, roles: ['practitioner'] }),
  );

  const [promise] = await as(practice, NOON, (tx) =>
    tx.em.find(Commitment, { kind: 'fridayList', subjectId: member.id }),
  );
  expect(promise?.dueAt).toEqual(nextFriday(NOON, LONDON));
});

async function found(): Promise<CreatedPractice> {
  return createPractice(
    database,
    {
      name: 'Willow',
      timezone: LONDON,
      ownerEmail: 'olu@practice.example',
      ownerName: 'Olu',
      locale: 'en-GB',
      currency: 'GBP',
    },
    NOON,
  );
}

async function as<T>(
  { practiceId, staffId }: CreatedPractice,
  now: Date,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inTransaction(database, { practiceId, actor: { kind: 'staff', staffId }, now }, work);
}

async function clientWhoReferred(
  practice: CreatedPractice,
): Promise<{ clientId: string; referralId: string }> {
  return as(practice, NOON, async (tx) => {
    const client = await createClient(tx, { firstName: 'Robin', email: 'robin@example.org' });
    await tx.em.flush();
    return { clientId: client.id, referralId: await refer(tx, { clientId: client.id }) };
  });
}

async function refer(tx: Tx, referrer: { clientId: string } | { professionalId: string }): Promise<string> {
  const { referral } = await recordReferral(
    tx,
    { learnedFrom: 'referrer', referrer, via: 'email', receivedAt: NOON },
    1,
  );
  return referral.id;
}

async function rungBy<T>(
  practice: CreatedPractice,
  work: (tx: Tx) => Promise<T>,
): Promise<{ result: T; rung: string[] }> {
  signals = [];
  const result = await as(practice, NOON, work);
  return { result, rung: signals.map(({ subjectId }) => subjectId) };
}

async function lookedAgain<T>(
  practice: CreatedPractice,
  work: (tx: Tx) => Promise<T>,
): Promise<{ result: T; looked: boolean }> {
  const { practiceId } = practice;
  await as(practice, NOON, (tx) => tx.em.nativeUpdate(Commitment, { practiceId }, { dueAt: NOON }));
  const result = await as(practice, NOON, work);
  const [promise] = await as(practice, NOON, (tx) =>
    tx.em.find(Commitment, { practiceId, kind: 'referral' }),
  );
  return { result, looked: promise?.dueAt.getTime() === 0 };
}
