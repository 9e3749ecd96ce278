import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Disclosure } from '../../entities/disclosure.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import { Commitment } from '../../entities/commitment.ts';
import { ReferOut } from '../../entities/refer-out.ts';
import { Task } from '../../entities/task.ts';
import { recordOutcome } from '../../facts/refer-outs/end-refer-out.ts';
import { createClient } from '../../facts/clients/save-client.ts';
import { createProfessional } from '../../facts/professionals/save-professional.ts';
import { openReferOut } from '../../facts/refer-outs/open-refer-out.ts';
import { recordEnquiry } from '../../facts/intake/record-enquiry.ts';
import { HOUR_MS, onTheWall, SkippedTime, type SkippedPractice } from '../support/skipped-time.ts';

const DAY_MS = 24 * HOUR_MS;
const [MON, FRI] = [1, 5];

let time: SkippedTime;
let practice: SkippedPractice;
beforeAll(async () => {
  time = await SkippedTime.start();
  practice = await time.practice();
});
afterAll(() => time.stop());

/** Somebody and a colleague; referred out now, to that colleague where they said yes. */
async function refers({ of = 'enquiry', saysYes = true } = {}): Promise<string> {
  const colleague = await practice.tx(async (tx) => {
    const home = await tx.em.findOneOrFail(Practice, { id: practice.practiceId });
    const ada = {
      firstName: 'Ada',
      lastName: 'Okafor',
      kind: 'other',
      email: `ada-${crypto.randomUUID()}@example.org`,
    };
    return createProfessional(tx, home, { ...ada, trusted: true, howWeKnowThem: 'We trained together.' });
  });
  const person = { firstName: 'Samira', email: `samira-${crypto.randomUUID()}@example.org` };
  const { id } = await practice.tx(async (tx) => {
    if (of === 'client') return createClient(tx, person);
    const input = { person, via: 'email' as const, receivedAt: tx.now, byLetter: false };
    return (await recordEnquiry(tx, input, 48 * HOUR_MS)).enquiry;
  });
  const referOut = await practice.tx((tx) =>
    openReferOut(tx, {
      of: of === 'client' ? { clientId: id } : { enquiryId: id },
      reason: 'overflow',
      personConsented: saysYes,
      ...(saysYes ? { toProfessionalId: colleague.id } : {}),
    }),
  );
  return referOut.id;
}

const referOut = (id: string) => practice.tx(({ em }) => em.findOneOrFail(ReferOut, { id }));
const asked = (referOutId: string) =>
  practice.tx(({ em }) => em.find(Task, { referOutId }, { orderBy: { createdAt: 'asc' } }));
const after = (moment: Date | null | undefined, days: number) =>
  new Date((moment?.getTime() ?? 0) + days * DAY_MS);
const daysBetween = (from: Date | null | undefined, to: Date | null | undefined) =>
  ((to?.getTime() ?? Infinity) - (from?.getTime() ?? 0)) / DAY_MS;

test.each(['enquiry', 'client'])(
  'the %s: asked how it went after fourteen and twenty-eight days, and closed as unknown after sixty',
  async (of) => {
    await time.skipToNext({ weekday: MON, hour: 10 });
    const id = await refers({ of });
    await time.skipTo(after(await time.now(), 0.1));
    const { handedOverAt } = await referOut(id);

    await time.skipTo(after(handedOverAt, 61));

    const { status, outcome, outcomeAt } = await referOut(id);
    const tasks = await asked(id);
    expect(tasks.map(({ kind }) => kind)).toEqual(['check_handover', 'check_handover']);
    const days = tasks.map(({ createdAt }) => daysBetween(handedOverAt, createdAt));
    expect(days[0]).toBeCloseTo(14, 2);
    expect(days[1]).toBeCloseTo(28, 2);
    expect([status, outcome]).toEqual(['closed', 'unknown']);
    expect(daysBetween(handedOverAt, outcomeAt)).toBeCloseTo(60, 2);
    expect(tasks.every((task) => task.status === 'cancelled')).toBe(true);
    expect(tasks[0]?.assignee?.id).toBe(practice.ownerId);
    const told = await practice.tx(({ em }) => em.find(Disclosure, { referOutId: id }));
    expect(told.map(({ via }) => via)).toEqual(['email']);
    const em = time.database.orm.em.fork();
    expect((await em.findOneOrFail(Commitment, { kind: 'referOut', subjectId: id })).keptAt).not.toBeNull();
  },
);

test('a yes on Friday evening reaches the colleague on Monday morning', async () => {
  const friday = await time.skipToNext({ weekday: FRI, hour: 18 });
  const id = await refers();

  await time.skipTo(after(friday, 3));

  const { handedOverAt } = await referOut(id);
  expect(onTheWall(handedOverAt ?? friday)).toBe('Mon 08:30');
});

test('nobody has chosen for two days: somebody is asked to, once; with word of the end nobody is asked any more', async () => {
  const monday = await time.skipToNext({ weekday: MON, hour: 10 });
  const id = await refers({ saysYes: false });

  await time.skipTo(after(monday, 1.9));
  const before = await asked(id);
  await time.skipTo(after(monday, 9));
  const [task, ...more] = await asked(id);
  await practice.tx((tx) => recordOutcome(tx, id, 'started'));
  await time.skipTo(after(monday, 90));

  expect(before).toEqual([]);
  expect(daysBetween(monday, task?.createdAt)).toBeCloseTo(2, 2);
  expect([task?.kind, more]).toEqual(['choose_colleague', []]);
  expect((await asked(id)).map(({ status }) => status)).toEqual(['cancelled']);
  expect(await practice.tx(({ em }) => em.count(Message, { referOutId: id }))).toBe(0);
});

test('whoever is erased on the way is let go, and nobody is told', async () => {
  const friday = await time.skipToNext({ weekday: FRI, hour: 18 });
  const id = await refers();
  await time.skipTo(after(friday, 0.1));
  const { enquiry } = await referOut(id);
  await practice.tx(({ em, now }) =>
    em.nativeUpdate(Enquiry, { id: enquiry?.id ?? '' }, { erasedAt: now, firstName: null, email: null }),
  );

  await time.skipTo(after(friday, 4));

  expect(await referOut(id)).toMatchObject({ status: 'closed', outcome: 'unknown', handedOverAt: null });
  const letters = await practice.tx(({ em }) => em.find(Message, { referOutId: id }));
  expect(letters.map(({ status }) => status)).toEqual(['stopped']);
  expect(await practice.tx(({ em }) => em.count(Disclosure, { referOutId: id }))).toBe(0);
});
