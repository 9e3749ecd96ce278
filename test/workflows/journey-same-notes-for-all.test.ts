import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BETWEEN_NOTES_MS } from '../../policy/journeys/carriers.ts';
import { ENDINGS, type Ending } from '../../policy/journeys/ending.ts';
import { hasPrompt } from '../support/journeys.ts';
import { SkippedJourneys } from '../support/skipped-journeys.ts';
import { HOUR_MS, SkippedTime } from '../support/skipped-time.ts';
import type { Json } from '../support/practice.ts';
import { mailsTo } from '../support/mails.ts';

const DAY_MS = 24 * HOUR_MS;
const WEEKS = 9;
const TWINS = 8;
const SEED = Number(process.env['SEED'] ?? randomInt(2 ** 31));
const LIVING = ENDINGS.filter((ending) => ending !== 'deceased');
const OF_A_PROMPT = /might benefit|If a friend ever asks|wondering where to turn|seeing this line because/;

let time: SkippedTime;
let asked: SkippedJourneys;
let unasked: SkippedJourneys;
beforeAll(async () => {
  time = await SkippedTime.start();
  asked = new SkippedJourneys(await time.practice());
  unasked = new SkippedJourneys(await time.practice());
});
afterAll(() => time.stop());

/** While one of two notes that are due at once is sent, the skipped clock goes on as a busy machine lets it. */
const BUSY_MS = 60_000;

const timeOf = (at: Date | null | undefined): number => at?.getTime() ?? 0;

/** Each practice has an owner of its own. */
const OWNER = /owner-[0-9a-f]{8}/;

/** The same person in both practices; in one of them they have said yes. */
type Twins = { asked: string; unasked: string; askedAt: string; unaskedAt: string };
type Happens = (where: SkippedJourneys, clientId: string) => Promise<unknown>;

/** A small generator, so that a run can be had again by its seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

const oneOf = <T>(random: () => number, items: readonly T[]): T => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('There is nothing to choose from.');
  return item;
};

/** What may happen to somebody in a week; about every second one is a session in which something is reached. */
function anything(random: () => number): Happens {
  const kind = oneOf(random, ['goal_reached', 'significant_session', 'transition'] as const);
  const ending: Ending = oneOf(random, LIVING);
  const stage = oneOf(random, ['early', 'working_through', 'settled', 'settled']);
  const hold = oneOf(random, ['held', 'unpaid', 'complaint', 'fee_review', 'do_not_email'] as const);
  const ticked = random() < 0.3;
  return oneOf<Happens>(random, [
    (where, id) => where.comesAndReaches(id, kind),
    (where, id) => where.comesAndReaches(id, kind),
    (where, id) => where.comesAndReaches(id, kind),
    (where, id) => where.attends(id),
    (where, id) => where.attends(id).then(() => where.reaches(id, kind, ticked)),
    (where, id) => where.reaches(id, kind, ticked),
    (where, id) => where.attends(id, 0, 'dna'),
    (where, id) => where.isAt(id, stage),
    (where, id) => where.isHeld(id, hold, '2199-12-31'),
    (where, id) => where.scores(id, 2),
    (where, id) => where.attends(id).then(() => where.ends(id, ending)),
    (where, id) => where.ends(id, ending),
  ]);
}

/** An e-mail as its reader has it, but for what is about the prompt and whom it is for. */
function apartFromThePrompt(mail: Json): unknown {
  const plain = (text: string, between: RegExp): string =>
    text
      .split(between)
      .filter((part) => !OF_A_PROMPT.test(part))
      .join('\n\n')
      .replaceAll(/https?:\/\/[^\s"<]+/g, 'LINK');
  return {
    subject: mail.Subject,
    from: mail.From.replace(OWNER, 'owner'),
    replyTo: mail.ReplyTo.replace(OWNER, 'owner'),
    tag: mail.Tag,
    text: plain(mail.TextBody, /\n{2,}/),
    html: plain(mail.HtmlBody, /\n(?=<p |<\/div>)/),
    headers: mail.Headers.map(({ Name }: Json) => Name).filter((name: string) => !name.startsWith('List-')),
  };
}

/** What is foreseen when it is due already, or waits for hours after the last note, is due by the clock of its practice. */
type Sent = { carrier: string; countsFrom: number; due: number; at: number; byTheClock: boolean };

const dueByTheFacts = ({ due, byTheClock }: Sent): number | 'by the clock' =>
  byTheClock ? 'by the clock' : due;

async function sentTo(where: SkippedJourneys, clientId: string): Promise<Sent[]> {
  const notes = (await where.notes(clientId)).filter(({ status }) => status === 'sent');
  return notes.map(({ carrier, countsFrom, createdAt, dueAt, sentAt }, index) => ({
    carrier,
    countsFrom: countsFrom?.getTime() ?? 0,
    due: dueAt.getTime(),
    at: sentAt?.getTime() ?? 0,
    byTheClock: [timeOf(createdAt), timeOf(notes[index - 1]?.sentAt) + BETWEEN_NOTES_MS].includes(
      timeOf(dueAt),
    ),
  }));
}

test(`with prompts and without, everybody gets the same notes at the same times, the same to the byte (seed ${SEED})`, async () => {
  const random = chance(SEED);
  const start = await time.skipToNext({ weekday: 1, hour: 10 });
  const twins: Twins[] = [];
  for (let index = 0; index < TWINS; index += 1) {
    const [askedAt, unaskedAt] = [`asked-${index}@example.org`, `other-${index}@example.org`];
    twins.push({
      asked: await asked.at(start).regular({ email: askedAt }),
      unasked: await unasked.at(start).regular({ email: unaskedAt, consents: false }),
      askedAt,
      unaskedAt,
    });
  }

  for (let week = 0; week < WEEKS; week += 1) {
    for (const one of twins) {
      const now = new Date(start.getTime() + week * 7 * DAY_MS + Math.floor(random() * 6 * DAY_MS));
      const happens = anything(random);
      if ((await time.now()) < now) await time.skipTo(now);
      const at = await time.now();
      await happens(asked.at(at), one.asked);
      await happens(unasked.at(at), one.unasked);
    }
  }
  await time.skipTo(new Date(start.getTime() + (WEEKS + 3) * 7 * DAY_MS));

  let prompts = 0;
  let notes = 0;
  for (const one of twins) {
    const [withPrompts, without] = [await sentTo(asked, one.asked), await sentTo(unasked, one.unasked)];
    expect(withPrompts.map(({ carrier }) => carrier)).toEqual(without.map(({ carrier }) => carrier));
    expect(withPrompts.map(({ countsFrom }) => countsFrom)).toEqual(
      without.map(({ countsFrom }) => countsFrom),
    );
    expect(withPrompts.map(dueByTheFacts)).toEqual(without.map(dueByTheFacts));
    for (const moment of ['due', 'at'] as const) {
      const apart = withPrompts.map((note, index) =>
        Math.abs(note[moment] - (without[index]?.[moment] ?? 0)),
      );
      expect(apart.filter((ms) => ms > BUSY_MS)).toEqual([]);
    }
    const [ours, theirs] = [
      await mailsTo(time.outbox, one.askedAt),
      await mailsTo(time.outbox, one.unaskedAt),
    ];
    expect(ours.map(apartFromThePrompt)).toEqual(theirs.map(apartFromThePrompt));
    expect(theirs.filter(hasPrompt)).toEqual([]);
    prompts += ours.filter(hasPrompt).length;
    notes += ours.length;
  }
  expect(notes).toBeGreaterThan(prompts);
  expect(prompts).toBeGreaterThan(0);
}, 180_000);
