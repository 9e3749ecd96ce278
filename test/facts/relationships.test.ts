import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import { Task } from '../../entities/task.ts';
import { newMail } from '../../facts/outbound-mail/new-mail.ts';
import { createProfessional } from '../../facts/professionals/save-professional.ts';
import { chooseCheckIns } from '../../facts/relationships/choose-check-ins.ts';
import { recordClaim } from '../../facts/relationships/record-claim.ts';
import { readRelationship, readRelationships } from '../../facts/relationships/read-relationships.ts';
import { addSourceLine, type NewLine } from '../../facts/source-line.ts';
import type { Tx } from '../../facts/transaction.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';
import { QuietPractice } from './support/practice.ts';

const DAY_MS = 86_400_000;
/** A Wednesday. */
const NOW = new Date('2026-07-01T12:00:00Z');
const ago = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);
const ahead = (days: number): Date => ago(-days);

let practice: QuietPractice;
beforeAll(async () => {
  practice = await QuietPractice.open('relationships');
});
afterAll(() => practice.close());

let number = 0;
async function colleague(arrivals: readonly number[] = [], addedAt = ago(900)): Promise<string> {
  return practice.at(addedAt, async (tx) => {
    const settings = await tx.em.findOneOrFail(Practice, tx.practiceId);
    const { id } = await createProfessional(tx, settings, {
      firstName: 'Jo',
      lastName: 'Juniper',
      kind: 'gp',
    });
    for (const days of arrivals) line(tx, { sourceRef: id, receivedAt: ago(days) });
    return id;
  });
}

function line(tx: Tx, given: Partial<NewLine>): number {
  number += 1;
  addSourceLine(tx, {
    number,
    kind: 'past',
    sourceKind: 'professional',
    channel: 'phone',
    receivedAt: NOW,
    ...given,
  });
  return number;
}

/** As whoever is due asks for it. */
const choose = (tx: Tx) => chooseCheckIns(tx, randomUUID());

const checkIns = (
  at: Date,
): Promise<{ id: string; why: string | null | undefined; status: string; of: string }[]> =>
  practice.at(at, async ({ em }) =>
    (await em.find(Task, { kind: 'check_in' }, { orderBy: { id: 'asc' } })).map((task) => ({
      id: task.id,
      why: task.why,
      status: task.status,
      of: task.professional?.id ?? '',
    })),
  );

test('a referral and its enquiry are one arrival, a correction moves it, and what is read of one colleague is what is read of all', async () => {
  const [first, second] = [await colleague([400, 300, 20]), await colleague()];
  await practice.at(ago(5), async (tx) => {
    const enquiryId = randomUUID();
    line(tx, { sourceRef: first, kind: 'enquiry', enquiryId, receivedAt: ago(6) });
    line(tx, { sourceRef: first, kind: 'referral', enquiryId, receivedAt: ago(5) });
    line(tx, { sourceRef: first, kind: 'told', receivedAt: ago(4) });
    const corrects = line(tx, { sourceRef: first, receivedAt: ago(10) });
    line(tx, { sourceRef: second, kind: 'correction', corrects, receivedAt: ago(10) });
  });
  const all = await practice.at(NOW, (tx) => readRelationships(tx));
  const of = (id: string) => all.find((one) => one.id === id);

  expect(of(first)).toMatchObject({
    arrivalsInYear: 3,
    arrivalsInTwoYears: 4,
    lastArrivalAt: ago(6),
    firstContactAt: ago(400),
    lastContact: { at: ago(6), kind: 'referral' },
  });
  expect(of(second)).toMatchObject({ arrivalsInTwoYears: 1, lastArrivalAt: ago(10) });
  for (const id of [first, second])
    expect(await practice.at(NOW, (tx) => readRelationship(tx, id))).toEqual(of(id));
  await practice.at(ago(3), async (tx) => {
    line(tx, { sourceRef: first, receivedAt: ago(3) });
    line(tx, { sourceRef: second, receivedAt: ago(3) });
  });
});

test('at most five names a week are chosen among all who are due, pressing frees no place, and the next week is chosen anew (4.5e)', async () => {
  const active = await colleague([170]);
  const tops: string[] = [];
  for (const days of [50, 60, 70, 80, 90, 100]) tops.push(await colleague([days + 40, days + 20, days]));
  await practice.at(NOW, choose);
  const chosen = await checkIns(NOW);
  const [longest, ...others] = tops.toReversed();

  expect(new Set(chosen.map(({ of }) => of))).toEqual(new Set([longest, ...others.slice(0, 4)]));
  expect(chosen).toHaveLength(5);
  expect(chosen.every(({ why, status }) => why === 'due' && status === 'open')).toBe(true);
  await practice.at(NOW, async ({ em, now }) => {
    for (const task of await em.find(Task, { kind: 'check_in' })) task.complete(null, now);
  });
  await practice.at(ahead(3), choose);
  expect(await checkIns(NOW)).toHaveLength(5);

  await practice.at(ahead(6), choose);
  const next = (await checkIns(NOW)).slice(5).map(({ of }) => of);
  expect(new Set(next)).toEqual(new Set([others.at(-1), active]));
});

test('a reply and a claim are contacts, a machine’s answer and our own e-mails are none (4.5c)', async () => {
  const id = await colleague([100]);
  const mail = (kind: 'letter' | 'automatic', days: number) =>
    practice.at(ago(days), ({ em, practiceId, now }) =>
      em.insert(InboundMail, {
        id: randomUUID(),
        practiceId,
        messageIdHash: randomUUID(),
        contentHash: randomUUID(),
        kind,
        status: 'settled',
        confidence: 1,
        reasons: [],
        keepUntil: now,
        professionalId: id,
        receivedAt: now,
        createdAt: now,
        updatedAt: now,
      }),
    );
  const wrote = (template: string, days: number) =>
    practice.at(ago(days), (tx) =>
      tx.em.insert(Message, {
        ...newMail(tx, randomUUID()),
        purpose: 'thanks',
        template,
        professional: [tx.practiceId, id],
        status: 'sent',
        sentAt: tx.now,
        dueAt: tx.now,
      }),
    );
  const read = () => practice.at(NOW, (tx) => readRelationship(tx, id));
  await mail('letter', 50);
  await mail('automatic', 10);
  await wrote(TEMPLATE.thanksColleague, 8);
  await wrote(TEMPLATE.quarterlyThanksColleague, 9);

  expect(await read()).toMatchObject({ lastContact: { at: ago(50), kind: 'reply' }, messagedAt: ago(9) });
  await practice.at(ago(5), async (tx) => {
    const settings = await tx.em.findOneOrFail(Practice, tx.practiceId);
    await recordClaim(tx, settings, id, { count: 2, month: '2026-05' });
  });
  expect(await read()).toMatchObject({
    lastContact: { at: ago(5), kind: 'claim' },
    firstContactAt: ago(100),
  });
});

test('somebody who dried up comes first, is carried over to the next week, and comes once more only after a new arrival (4.5e, §5.4a)', async () => {
  const quiet = await QuietPractice.open('dried-up');
  const at = (days: number, work: (tx: Tx) => Promise<unknown>) => quiet.at(ahead(days), work);
  const added = (arrivals: readonly number[]) =>
    quiet.at(ago(900), async (tx) => {
      const settings = await tx.em.findOneOrFail(Practice, tx.practiceId);
      const { id } = await createProfessional(tx, settings, { firstName: 'Jo', lastName: 'J', kind: 'gp' });
      for (const days of arrivals) line(tx, { sourceRef: id, receivedAt: ago(days) });
      return id;
    });
  const dry = await added([134, 164, 194, 224, 254, 284]);
  for (let n = 0; n < 6; n += 1) await added([]);
  const listed = async (days: number) =>
    (await quiet.at(ahead(days), ({ em }) => em.find(Task, { kind: 'check_in', status: 'open' }))).map(
      ({ professional, why, dueAt }) => [
        professional?.id === dry ? 'dry' : 'other',
        why,
        dueAt.toISOString(),
      ],
    );
  const week = (date: string) => `${date}T23:00:00.000Z`;

  await at(0, choose);
  const first = await listed(0);
  await at(6, choose);
  const second = await listed(6);

  expect(first).toHaveLength(5);
  expect(first).toContainEqual(['dry', 'dried_up', week('2026-07-05')]);
  expect(second).toHaveLength(5);
  expect(second).toContainEqual(['dry', 'dried_up', week('2026-07-12')]);
  await at(7, async ({ em, now }) => {
    for (const task of await em.find(Task, { status: 'open' })) task.complete(null, now);
  });
  await at(200, choose);
  expect((await listed(200)).filter(([who]) => who === 'dry')).toEqual([['dry', 'due', expect.any(String)]]);
  await quiet.close();
});
