import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CapacityStatement } from '../../entities/capacity-statement.ts';
import { ContactFailure } from '../../entities/contact-failure.ts';
import { Practice } from '../../entities/practice.ts';
import { Professional } from '../../entities/professional.ts';
import { ProfessionalClaim } from '../../entities/professional-claim.ts';
import { ProfessionalTouch } from '../../entities/professional-touch.ts';
import { Staff } from '../../entities/staff.ts';
import { Task } from '../../entities/task.ts';
import { createProfessional } from '../../facts/professionals/save-professional.ts';
import { chooseCheckIns } from '../../facts/relationships/choose-check-ins.ts';
import { addSourceLine } from '../../facts/source-line.ts';
import { openTask } from '../../facts/tasks/open-task.ts';
import type { Tx } from '../../facts/transaction.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import { quietSources } from '../../reports/quiet-sources.ts';
import { readNetwork } from '../../reports/network/read-network.ts';
import { reviewFigures } from '../../reports/review-figures.ts';
import { answerReport } from '../../reports/shared/answer.ts';
import { QuietPractice } from '../facts/support/practice.ts';
import { DAY_MS } from '../support/clock.ts';

/** A Wednesday; in Auckland it is Thursday, and July has begun before. */
const NOW = new Date('2026-07-01T12:00:00Z');
const ZONE = 'Pacific/Auckland';
const ago = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);
const MONTHLY = [350, 320, 290, 260, 230, 200];

let house: QuietPractice;
beforeAll(async () => {
  house = await QuietPractice.open('network');
  await policy(() => undefined);
});
afterAll(() => house.close());

function policy(change: (policy: PracticePolicy) => void): Promise<void> {
  return house.at(ago(900), async ({ em }) => {
    const practice = await em.findOneOrFail(Practice, house.practiceId);
    practice.timezone = ZONE;
    practice.policy = structuredClone(practice.policy);
    change(practice.policy);
  });
}

type Fields = Partial<Parameters<typeof createProfessional>[2]>;
let number = 0;
function arrived(tx: Tx, professionalId: string, receivedAt: Date): void {
  number += 1;
  const line = { number, kind: 'past' as const, sourceKind: 'professional' as const, channel: 'phone' };
  addSourceLine(tx, { ...line, sourceRef: professionalId, receivedAt });
}

function colleague(arrivals: readonly (number | Date)[] = [], fields: Fields = {}): Promise<string> {
  return house.at(ago(900), async (tx) => {
    const settings = await tx.em.findOneOrFail(Practice, tx.practiceId);
    const person = { firstName: 'Jo', lastName: 'Juniper', kind: 'gp', ...fields };
    const { id } = await createProfessional(tx, settings, person);
    for (const when of arrivals) arrived(tx, id, typeof when === 'number' ? ago(when) : when);
    return id;
  });
}

const of = (tx: Tx, id: string) => tx.em.getReference(Professional, [tx.practiceId, id]);
const network = () =>
  house.at(NOW, async (tx) =>
    readNetwork(tx, await tx.em.findOneOrFail(Practice, tx.practiceId), house.staffId),
  );

/** Somebody rang them so many days ago, and told them. */
function told(professionalId: string, why: 'full' | 'places_again', days: number): Promise<void> {
  return house.at(ago(days), async (tx) => {
    const professional = of(tx, professionalId);
    openTask(tx, { kind: 'tell_by_hand', why, professional, assignee: null, dueAt: tx.now }).complete(
      null,
      tx.now,
    );
  });
}

test('the time in which somebody knew that we were full is taken out of their silence, to the second (S65, §5c 5.4a)', async () => {
  const [kept, twice, before, open] = [
    await colleague(MONTHLY),
    await colleague(MONTHLY),
    await colleague(MONTHLY),
    await colleague([...MONTHLY.slice(0, 5), 90]),
  ];
  await told(twice, 'full', 150.5);
  await told(twice, 'full', 149);
  await told(twice, 'places_again', 120);
  await told(twice, 'full', 20);
  await told(before, 'full', 260);
  await told(before, 'places_again', 199);
  await told(open, 'full', 85);

  const { quiet } = await network();
  const { rows } = await house.at(NOW, async (tx) =>
    answerReport(tx, await tx.em.findOneOrFail(Practice, tx.practiceId), quietSources, {
      period: { from: ago(365), to: NOW },
      by: null,
      reader: { sees: 'all' },
    }),
  );

  const rowOf = (id: string) => quiet.find(({ source }) => source.professionalId === id);
  expect(rowOf(kept)).toMatchObject({ toldFullDays: 0, gapDays: 200, intervals: 5, state: 'dried' });
  expect(rowOf(twice)).toMatchObject({ toldFullDays: 50.5, gapDays: 149.5, spanDays: 150, state: 'dried' });
  expect(rowOf(twice)?.p0).toBeCloseTo((150 / 299.5) ** 5, 12);
  expect(rowOf(before)).toMatchObject({ toldFullDays: 1, gapDays: 199 });
  expect(rowOf(open)).toBeUndefined();
  expect(rows).toEqual(quiet);
  expect(quiet[0]?.source.name).toBe('Jo Juniper');
});

test('the list of the week has at most five names, open and done, the dried-up first, with words and what is known (§4.5, §5c 4.5e)', async () => {
  const due = [50, 60, 70].map((days) => colleague([days + 40, days + 20, days], { firstName: 'Tom' }));
  const [, , longest = ''] = await Promise.all(due);
  await house.at(ago(1), ({ em }) =>
    em.nativeUpdate(
      Professional,
      { id: longest },
      { focus: ['grief'], placesKnown: 0, lastConfirmedOn: '2026-05-01' },
    ),
  );
  await house.at(ago(1), (tx) => chooseCheckIns(tx, longest));
  const chosen = await network();
  await house.at(ago(0.5), async ({ em, now }) => {
    const task = await em.findOneOrFail(Task, { id: chosen.contacts[0]?.taskId ?? '' });
    task.complete(null, now);
  });
  const later = await network();
  const audited = await house.at(NOW, ({ em }) =>
    em.execute("select 1 from audit_entry where action <> 'create'"),
  );

  expect(chosen.contacts).toHaveLength(5);
  expect(chosen.contacts.slice(0, 3).map(({ why }) => why)).toEqual([
    'Nobody for 200 days; it was about one every 30 days.',
    expect.stringMatching(
      /^Nobody for (199|150) days, the time in which they knew that we were full left out; /,
    ),
    expect.stringMatching(
      /^Nobody for (199|150) days, the time in which they knew that we were full left out; /,
    ),
  ]);
  expect(chosen.contacts.slice(3).map(({ rank, why }) => [rank, why])).toEqual([
    [
      'top',
      expect.stringMatching(/^They send people often; last in touch \d+ days ago \(they sent somebody\)\.$/),
    ],
    ['top', expect.stringMatching(/^They send people often; /)],
  ]);
  expect(chosen.contacts.every(({ status }) => status === 'open')).toBe(true);
  expect(later.contacts.map(({ taskId, status }) => [taskId, status])).toEqual(
    chosen.contacts.map(({ taskId }, index) => [taskId, index === 0 ? 'done' : 'open']),
  );
  const hello = chosen.contacts.find(({ professionalId }) => professionalId === longest)?.words ?? '';
  expect(hello).toMatch(/^Hello Tom, it's been a while/);
  expect(hello).toMatch(/Olu$/);
  expect(hello).not.toMatch(/http|invalid/);
  expect(chosen.contacts.flatMap(({ facts }) => facts)).toContainEqual({
    field: 'focus',
    value: ['grief'],
    confirmedOn: '2026-05-01',
  });
  expect(audited).toEqual([]);
});

test('what a colleague says that they did is set against who arrived in that month of the practice’s calendar (S80)', async () => {
  // In Auckland the first is in June already, the last in May still.
  const may = new Date('2026-05-31T11:59:59Z');
  const june = [new Date('2026-05-31T12:00:00Z'), new Date('2026-06-30T11:59:59Z')];
  const id = await colleague([may, ...june]);
  await house.at(ago(2), async (tx) => {
    for (const [month, count] of [
      ['2026-04', 2],
      ['2026-05', 3],
      ['2026-06', 2],
      ['2026-07', 1],
    ] as const)
      tx.em.create(ProfessionalClaim, {
        id: randomUUID(),
        practiceId: tx.practiceId,
        professional: of(tx, id),
        month,
        count,
        at: tx.now,
        createdAt: tx.now,
        updatedAt: tx.now,
      });
    const failure = {
      id: randomUUID(),
      practiceId: tx.practiceId,
      part: 'form' as const,
      why: 'unreachable' as never,
    };
    tx.em.create(ContactFailure, { ...failure, since: ago(80), endedAt: ago(70) });
  });

  const { claims } = await network();

  expect(claims).toEqual([
    { professionalId: id, month: '2026-07', claimed: 1, arrived: 0, missing: 1, leak: null },
    { professionalId: id, month: '2026-06', claimed: 2, arrived: 2, missing: 0, leak: null },
    { professionalId: id, month: '2026-05', claimed: 3, arrived: 1, missing: 2, leak: 'not_ready' },
    { professionalId: id, month: '2026-04', claimed: 2, arrived: 0, missing: 2, leak: 'hard_to_contact' },
  ]);
});

test('whom to meet next: any contact in both directions makes room for the next one; then a kind that fits (S84, S84a)', async () => {
  await policy((now) =>
    Object.assign(now, { professionalKinds: ['chaplain'], fittingKinds: ['chaplain', 'gp'] }),
  );
  const same = { kind: 'therapist_same_niche', placesKnown: 0 };
  await colleague([100], { ...same, firstName: 'Sent' });
  await colleague([], { ...same, placesKnown: 1, firstName: 'Room' });
  const [peer, neighbour] = [
    await colleague([], { ...same, firstName: 'Pia' }),
    await colleague([], { kind: 'therapist_other_niche', firstName: 'Ned' }),
  ];
  const first = await network();
  const touch = (id: string) =>
    house.at(ago(1), async (tx) => {
      const met = { id: randomUUID(), practiceId: tx.practiceId, kind: 'coffee' as const, on: '2026-07-01' };
      tx.em.create(ProfessionalTouch, { ...met, professional: of(tx, id), at: tx.now, createdAt: tx.now });
    });
  await touch(peer);
  const second = await network();
  await touch(neighbour);
  const third = await network();

  expect(first.meetNext).toEqual({
    professionalId: peer,
    kind: same.kind,
    why: expect.any(String),
    words: "Hello Pia, I'm Olu at Willow. Who do you find hard to place?",
  });
  expect(second.meetNext).toMatchObject({ professionalId: neighbour, kind: 'therapist_other_niche' });
  expect(third.meetNext).toMatchObject({
    professionalId: null,
    kind: 'chaplain',
    words: "Hello, I'm Olu at Willow. Who do you find hard to place?",
  });
  expect(third.emptyKinds).toContainEqual({ kind: 'chaplain', fits: true });
  expect(third.emptyKinds).toContainEqual({ kind: 'doula', fits: false });
  expect(third.emptyKinds.map(({ kind }) => kind)).not.toContain('gp');
});

test('what makes a source fragile is shown before anything dries up, and the review names nobody (S66, §5.8)', async () => {
  const flagged = await colleague([], { riskFlags: ['replaceable', 'single_contact'], firstName: 'Frail' });

  const { riskFlags } = await network();
  const { full, suppressed } = await house.at(NOW, async (tx) => {
    const practice = await tx.em.findOneOrFail(Practice, tx.practiceId);
    return reviewFigures(tx, { practice, kind: 'monthly', period: '2026-06' });
  });

  expect(riskFlags).toEqual([{ professionalId: flagged, flags: ['single_contact', 'replaceable'] }]);
  expect(full.parts.sources?.['network']).toMatchObject({
    emptyKinds: expect.arrayContaining([{ kind: 'chaplain', fits: true }]),
    fragile: [
      { flag: 'single_contact', colleagues: 1 },
      { flag: 'replaceable', colleagues: 1 },
    ],
  });
  expect(suppressed.parts.sources?.['network']).toBeUndefined();
});

test('while the practice is full the words say so, to whom it tells (S73a), and much on one source is said calmly (S62)', async () => {
  await house.at(ago(3), async (tx) => {
    const owner = await tx.em.findOneOrFail(Staff, { id: house.staffId });
    owner.roles = ['owner', 'practitioner'];
    const said = {
      status: 'full' as const,
      nextOpening: '2026-10',
      waitFrom: null,
      waitTo: null,
      placesFor: [],
    };
    tx.em.create(CapacityStatement, {
      id: randomUUID(),
      practiceId: tx.practiceId,
      practitioner: owner,
      mode: 'tell_referrers' as const,
      ...said,
      validUntil: ago(-20),
      statedAt: tx.now,
    });
  });
  const large = await colleague(
    Array.from({ length: 90 }, (_, index) => 10 + index),
    { firstName: 'Large' },
  );

  const { contacts, concentration } = await network();

  expect(contacts.every(({ words }) => words.includes("we're full until about October 2026."))).toBe(true);
  expect(concentration).toMatchObject({
    report: 'concentration',
    state: 'alert',
    top1: { source: { professionalId: large } },
  });
  expect(concentration.alert?.words).toMatch(/^The largest source sends \d\d % /);
  expect(concentration.alert?.kinds).toEqual(['chaplain']);
  expect(concentration).not.toHaveProperty('rows');
});
