import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addAbsence } from '../../facts/practice/save-absence.ts';
import { createClient } from '../../facts/clients/save-client.ts';
import { createProfessional } from '../../facts/professionals/save-professional.ts';
import { givePermission } from '../../facts/referrals/give-permission.ts';
import { dateIn } from '../../facts/practice/practice-today.ts';
import { recordReferral, type NewReferral } from '../../facts/referrals/record-referral.ts';
import { Practice } from '../../entities/practice.ts';
import type { Referral } from '../../entities/referral.ts';
import {
  HOUR_MS,
  nextClockChange,
  onTheWall,
  SkippedTime,
  type SkippedPractice,
} from '../support/skipped-time.ts';

const DEADLINE_MS = 48 * HOUR_MS;
const [MON, WED, THU, FRI, SAT] = [1, 3, 4, 5, 6];

let time: SkippedTime;
let practice: SkippedPractice;
beforeAll(async () => {
  time = await SkippedTime.start();
  practice = await time.practice();
});
afterAll(() => time.stop());

function after(moment: Date, hours: number): Date {
  return new Date(moment.getTime() + hours * HOUR_MS);
}

/** Somebody's own word, received now unless said otherwise; to a client unless a colleague's kind is given. */
async function refer({
  at = practice,
  hoursAgo = 0,
  colleague = null,
  ...change
}: Partial<NewReferral> & {
  at?: SkippedPractice;
  hoursAgo?: number;
  colleague?: string | null;
} = {}): Promise<Referral> {
  return at.tx(async (tx) => {
    const email = `referrer-${crypto.randomUUID()}@example.org`;
    const home = await tx.em.findOneOrFail(Practice, { id: at.practiceId });
    const referrer =
      colleague === null
        ? { clientId: (await createClient(tx, { firstName: 'Robin', email })).id }
        : {
            professionalId: (
              await createProfessional(tx, home, {
                firstName: 'Jo',
                lastName: 'June',
                kind: colleague,
                email,
              })
            ).id,
          };
    await tx.em.flush();
    const receivedAt = after(tx.now, -hoursAgo);
    const recorded = await recordReferral(
      tx,
      {
        learnedFrom: colleague ? 'professional_letter' : 'referrer',
        via: 'phone',
        referrer,
        receivedAt,
        ...change,
      },
      DEADLINE_MS,
    );
    return recorded.referral;
  });
}

/** Hours from the start of the clock to the thanks. */
async function hoursUntilThanked(referral: Referral, at = practice): Promise<number> {
  const { status, thankedAt, clockStartedAt } = await at.referral(referral.id);
  expect(status).toBe('sent');
  return ((thankedAt?.getTime() ?? Infinity) - clockStartedAt.getTime()) / HOUR_MS;
}

test('reminds desk and deputy at 24 hours, tells the owner at 36, and thanks by itself before 48 (S32, S41)', async () => {
  const start = await time.skipToNext({ weekday: MON, hour: 9.5 });
  const referral = await refer();

  await time.skipTo(after(start, 49));

  expect(await hoursUntilThanked(referral)).toBeCloseTo(47.5, 2);
  const notes = await practice.notes(referral.id);
  expect(notes.map(({ to }) => to).toSorted()).toEqual(
    [practice.deskId, practice.deputyId, practice.ownerId].toSorted(),
  );
  expect(notes.map(({ at }) => onTheWall(at))).toEqual(['Tue 09:30', 'Tue 09:30', 'Wed 07:00']);
  expect(await practice.openTasks(referral.id)).toEqual([]);
});

test('staff are not written to at night, unless the deadline is nearer (§5a.11)', async () => {
  const start = await time.skipToNext({ weekday: WED, hour: 23 });
  const referral = await refer();

  await time.skipTo(after(start, 49));

  const notes = await practice.notes(referral.id);
  expect(notes.map(({ at }) => onTheWall(at))).toEqual(['Fri 07:00', 'Fri 07:00', 'Fri 11:00']);
  expect(await hoursUntilThanked(referral)).toBeLessThan(48);
});

test('due on Sunday at 03:00: thanked on Saturday at 19:30', async () => {
  const start = await time.skipToNext({ weekday: FRI, hour: 3 });
  const referral = await refer();

  await time.skipTo(after(start, 48));

  const { thankedAt } = await practice.referral(referral.id);
  expect(onTheWall(thankedAt ?? start)).toBe('Sat 19:30');
});

test('a colleague: Friday 16:00 is thanked on Friday 17:30, Friday 18:00 after 44 hours (§5a.9)', async () => {
  const start = await time.skipToNext({ weekday: FRI, hour: 16 });
  const early = await refer({ colleague: 'gp' });
  await time.skipTo(after(start, 2));
  const late = await refer({ colleague: 'dietitian' });

  await time.skipTo(after(start, 50));

  expect(onTheWall((await practice.referral(early.id)).thankedAt ?? start)).toBe('Fri 17:30');
  expect(await hoursUntilThanked(late)).toBeCloseTo(44, 2);
});

test('a colleague of Friday 16:00 who is logged on Saturday night is thanked after 44 hours', async () => {
  const start = await time.skipToNext({ weekday: SAT, hour: 22 });
  const referral = await refer({ colleague: 'gp', hoursAgo: 30 });

  await time.skipTo(after(start, 18));

  expect(await hoursUntilThanked(referral)).toBeCloseTo(44, 2);
});

test('one person alone thanks after 20 hours, in the window (§5a.10)', async () => {
  const alone = await time.practice({ alone: true });
  const start = await time.skipToNext({ weekday: MON, hour: 14 });
  const referral = await refer({ at: alone });

  await time.skipTo(after(start, 23));

  expect(await hoursUntilThanked(referral, alone)).toBeCloseTo(20, 2);
});

test('three days late at entry: it is late, and goes in the next window (S37, §5a.8)', async () => {
  const start = await time.skipToNext({ weekday: THU, hour: 22 });
  const referral = await refer({ hoursAgo: 72 });

  await time.skipTo(after(start, 12));

  const thanked = await practice.referral(referral.id);
  expect(thanked).toMatchObject({ status: 'sent', lateAtEntry: true, lateReason: 'logged_late' });
  expect(onTheWall(thanked.thankedAt ?? start)).toBe('Fri 09:00');
  expect(thanked.thankedAt?.getTime()).toBeGreaterThan(thanked.dueAt?.getTime() ?? Infinity);
  for (const { at } of await practice.notes(referral.id)) expect(onTheWall(at)).toBe('Fri 07:00');
});

test('eight days old at entry: a task for a person, and no e-mail ever', async () => {
  const start = await time.skipToNext({ weekday: MON, hour: 10 });
  const referral = await refer({ hoursAgo: 8 * 24 });

  await time.skipTo(after(start, 60));

  expect(await practice.referral(referral.id)).toMatchObject({
    status: 'needs_person',
    needsPerson: 'too_old',
    messageId: null,
  });
  expect((await practice.openTasks(referral.id)).map(({ kind }) => kind)).toEqual(['thank_by_hand']);
});

test('permission that comes on day five starts the 48 hours then', async () => {
  const start = await time.skipToNext({ weekday: WED, hour: 12 });
  const referral = await refer({ learnedFrom: 'enquirer' });
  await time.skipTo(after(start, 5 * 24));
  expect((await practice.referral(referral.id)).status).toBe('not_permitted');
  await practice.tx((tx) =>
    givePermission(
      tx,
      referral.id,
      { mayThank: true, mayName: false, wordingVersion: 'm4-1', spoken: true },
      DEADLINE_MS,
    ),
  );

  await time.skipTo(after(start, 5 * 24 + 49));

  const { thankedAt } = await practice.referral(referral.id);
  expect(await hoursUntilThanked(referral)).toBeLessThan(48);
  expect(thankedAt?.getTime()).toBeGreaterThan(after(start, 5 * 24 + 43).getTime());
});

test('nothing can be done from hour 43 to hour 47, and the thanks goes all the same in time', async () => {
  const start = await time.skipToNext({ weekday: MON, hour: 15 });
  const referral = await refer();
  await time.skipTo(after(start, 43));
  await time.skipWhileAway(after(start, 47));

  await time.skipTo(after(start, 48));

  expect(await hoursUntilThanked(referral)).toBeLessThan(48);
});

test('Christmas with the owner away and nobody else: thanked automatically, before 48 hours (S36)', async () => {
  const alone = await time.practice({ alone: true });
  await time.skipToNext({ month: 12, day: 20, hour: 12 });
  const from = dateIn('Europe/London', await time.now());
  await alone.tx((tx) =>
    addAbsence(tx, alone.ownerId, { from, to: `${Number(from.slice(0, 4)) + 1}-01-05` }),
  );
  const start = await time.skipToNext({ month: 12, day: 24, hour: 17 });
  const referral = await refer({ at: alone });

  await time.skipTo(after(start, 48));

  expect(await hoursUntilThanked(referral, alone)).toBeLessThan(48);
});

test('while the owner is away, the owner’s cover hears of it', async () => {
  const start = await time.skipToNext({ weekday: MON, hour: 10 });
  const today = dateIn('Europe/London', start);
  await practice.tx((tx) =>
    addAbsence(tx, practice.ownerId, {
      from: today,
      to: dateIn('Europe/London', after(start, 72)),
      coverStaffId: practice.deputyId,
    }),
  );
  const referral = await refer();

  await time.skipTo(after(start, 49));

  const notes = await practice.notes(referral.id);
  expect(notes.map(({ to }) => to)).toEqual(expect.arrayContaining([practice.deskId, practice.deputyId]));
  expect(notes.at(-1)?.to).toBe(practice.deputyId);
  expect(notes.map(({ to }) => to)).not.toContain(practice.ownerId);
});

test.each(['the next', 'the one after'])('48 hours are 48 hours when the clocks change (%s)', async () => {
  const change = nextClockChange(await time.now());
  await time.skipTo(after(change, -30));
  const client = await refer();
  const colleague = await refer({ colleague: 'gp' });

  await time.skipTo(after(change, 20));

  expect(await hoursUntilThanked(client)).toBeLessThan(48);
  expect(await hoursUntilThanked(colleague)).toBeLessThan(48);
});
