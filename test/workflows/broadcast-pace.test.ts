import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Broadcast } from '../../entities/broadcast.ts';
import { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import { startBroadcast } from '../../facts/broadcasts/start-broadcast.ts';
import { createProfessional } from '../../facts/professionals/save-professional.ts';
import { recordReferral } from '../../facts/referrals/record-referral.ts';
import { HOUR_MS, onTheWall, SkippedTime, type SkippedPractice } from '../support/skipped-time.ts';

const FRI = 5;
const WEEK_MS = 7 * 24 * HOUR_MS;

let time: SkippedTime;
let practice: SkippedPractice;
beforeAll(async () => {
  time = await SkippedTime.start();
  practice = await time.practice();
});
afterAll(() => time.stop());

const home = () => practice.tx((tx) => tx.em.findOneOrFail(Practice, { id: practice.practiceId }));

/** Through whom somebody came just now. */
async function colleagueWhoSent(): Promise<void> {
  const fields = { lastName: 'Okafor', kind: 'other', soleTrader: false };
  const where = await home();
  const { id } = await practice.tx(async (tx) => {
    const email = `ada-${crypto.randomUUID()}@example.org`;
    return createProfessional(tx, where, { firstName: 'Ada', email, ...fields });
  });
  const letter = { learnedFrom: 'professional_letter', via: 'letter', person: { firstName: 'Kim' } } as const;
  await practice.tx((tx) =>
    recordReferral(tx, { ...letter, referrer: { professionalId: id }, receivedAt: tx.now }, 48 * HOUR_MS),
  );
}

test('two a day, from Friday afternoon on: over the weekend nothing leaves, and everybody has theirs once (§5c Broadcasts)', async () => {
  await time.skipToNext({ weekday: FRI, hour: 16 });
  for (let nth = 0; nth < 5; nth += 1) await colleagueWhoSent();

  const where = await home();
  const { id } = await practice.tx((tx) =>
    startBroadcast(tx, where, { kind: 'thanks_professionals', perDay: 2 }),
  );
  await time.skipTo(new Date((await time.now()).getTime() + WEEK_MS));

  const sent = await practice.tx((tx) =>
    tx.em.find(Message, { broadcastId: id }, { orderBy: { sentAt: 'asc' } }),
  );
  expect(sent.map(({ status }) => status)).toEqual(['sent', 'sent', 'sent', 'sent', 'sent']);
  expect(sent.map(({ sentAt }) => (sentAt ? onTheWall(sentAt) : ''))).toEqual([
    'Fri 16:00',
    'Fri 16:00',
    'Mon 08:30',
    'Mon 08:30',
    'Tue 08:30',
  ]);
  expect(new Set(sent.map(({ toHash }) => toHash)).size).toBe(5);
  expect(await practice.tx((tx) => tx.em.findOneOrFail(Broadcast, { id }))).toMatchObject({ status: 'done' });
});
