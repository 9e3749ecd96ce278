import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { CONTACT_PARTS } from '../../policy/contact-path/contact-parts.ts';
import { weigh } from '../../policy/contact-path/contact-result.ts';
import {
  arrivesWithinMs,
  decideContactPath,
  partsDue,
  roundsApartMs,
  slotAfter,
  type PartFacts,
} from '../../policy/contact-path/contact-schedule.ts';
import { failureWords } from '../../policy/contact-path/part-words.ts';
import { fieldsOfMail, markOfMail, testMailWords } from '../../policy/contact-path/test-person.ts';
import { after } from '../../policy/calendar/instants.ts';
import { checkPolicy } from '../../policy/practice/check-policy.ts';
import { defaultPolicy } from '../../policy/practice/practice-policy.ts';

const MINUTE_MS = 60_000;
const EVERY_MS = 15 * MINUTE_MS;
const NOW = new Date('2026-11-30T09:00:00.000Z');
const PRACTICE = '0199c1b2-7a30-7cc0-9d3f-6d3f00000000';
const RULES = { practiceId: PRACTICE, everyMs: EVERY_MS, startsAt: after(NOW, -EVERY_MS) };
const BLANK: PartFacts = { part: 'form', askedAt: null, doubted: false, failing: false, answer: null };
const MARK = 'm'.repeat(43);

test.each<[string, Partial<PartFacts>, ReturnType<typeof decideContactPath>['do']]>([
  ['what was never looked at is due a round after the founding', {}, 'check'],
  ['what was looked at just now rests', { askedAt: NOW }, 'rest'],
  ['what was looked at a round ago is due', { askedAt: after(NOW, -EVERY_MS) }, 'check'],
  ['what failed once waits for a minute', { askedAt: after(NOW, -MINUTE_MS / 2), doubted: true }, 'wait'],
  ['and is tried again then', { askedAt: after(NOW, -MINUTE_MS), doubted: true }, 'check'],
  ['what was sent is waited for', { askedAt: NOW, answer: { arrived: false, by: after(NOW, 1) } }, 'wait'],
  ['what came in is noted', { askedAt: NOW, answer: { arrived: true, by: after(NOW, 1) } }, 'settle'],
  ['what did not come in in time is noted', { askedAt: NOW, answer: { arrived: false, by: NOW } }, 'settle'],
])('a round of checks: %s (S81a)', (_, change, step) => {
  expect(decideContactPath([{ ...BLANK, ...change }], RULES, NOW).do).toBe(step);
});

test('one failure alone is nobody’s alarm, the second in a row is, and one success ends it', () => {
  const known = (doubted: boolean, failing: boolean) => ({ doubted, failing });

  expect(weigh(known(false, false), 'failed')).toBe('doubt');
  expect(weigh(known(true, false), 'failed')).toBe('fails');
  expect(weigh(known(false, true), 'failed')).toBe('still_fails');
  expect(weigh(known(true, false), 'ok')).toBe('works');
  expect(weigh(known(false, true), 'ok')).toBe('works_again');
});

test('a failure is told of within the hour, however rare a practice lets the rounds be', () => {
  const longest = 30 * MINUTE_MS;
  const faultsAt = (every: string) =>
    checkPolicy(
      { ...defaultPolicy('o'), contactPath: { every } },
      { staffIds: ['o'], practiceAgeDays: 1 },
    ).map(({ path }) => path);

  expect(longest + 2 * arrivesWithinMs('inbound', longest)).toBeLessThan(60 * MINUTE_MS);
  expect(faultsAt('PT30M')).toEqual([]);
  expect(faultsAt('PT31M')).toEqual(['contactPath.every']);
  expect(faultsAt('PT0S')).toEqual(['contactPath.every']);
});

test('a practice that has rounds follow one another in seconds does so for a while, and not at the cost of others', () => {
  expect(roundsApartMs(1_000, 299)).toBe(1_000);
  expect(roundsApartMs(1_000, 300)).toBe(5 * MINUTE_MS);
  expect(roundsApartMs(EVERY_MS, 10_000)).toBe(EVERY_MS);
});

test('rounds of one practice lie an interval apart, whenever they really begin, and those of many are spread', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.integer({ min: 1_000, max: EVERY_MS }),
      fc.date({ min: NOW, noInvalidDate: true, max: after(NOW, 1e10) }),
      (id, everyMs, at) => {
        const next = slotAfter(at, everyMs, id);

        expect(next > at && next.getTime() - at.getTime() <= everyMs).toBe(true);
        expect(slotAfter(next, everyMs, id).getTime() - next.getTime()).toBe(everyMs);
      },
    ),
  );
  const minutes = Array.from({ length: 1_500 }, (_, n) => {
    const id = `${PRACTICE.slice(0, 28)}${Math.floor((n * 2 ** 32) / 1_500)
      .toString(16)
      .padStart(8, '0')}`;
    return Math.floor((slotAfter(NOW, EVERY_MS, id).getTime() - NOW.getTime()) / MINUTE_MS);
  });
  const perMinute = Map.groupBy(minutes, (minute) => minute);
  expect(Math.max(...[...perMinute.values()].map(({ length }) => length))).toBeLessThanOrEqual(101);
});

test('the practice’s own mailbox is written to once a day, and once an hour while it does not answer', () => {
  const mailbox = (askedMs: number, failing: boolean): PartFacts => ({
    ...BLANK,
    part: 'autoresponse',
    askedAt: after(NOW, -askedMs),
    failing,
  });

  expect(partsDue([mailbox(20 * 60 * MINUTE_MS, true)], RULES, NOW)).toEqual(['autoresponse']);
  expect(partsDue([mailbox(0, true)], RULES, NOW)).toEqual([]);
  expect(partsDue([mailbox(24 * 60 * MINUTE_MS, false)], RULES, NOW)).toEqual(['autoresponse']);
});

test('a mark is of the very words that it came in, however a mail server wraps them', () => {
  const mail = { from: 'hello@willow.example', subject: 'A test', body: testMailWords(MARK) };
  const wrapped = { ...mail, from: 'Hello@Willow.example', body: mail.body.replaceAll(/ |\n/g, '\r\n') };
  const other = { ...mail, body: `${mail.body}I told Sam about you.` };

  expect(markOfMail(mail.body)).toBe(MARK);
  expect(fieldsOfMail(wrapped)).toEqual(fieldsOfMail(mail));
  expect(fieldsOfMail({ ...mail, body: testMailWords('') })).toEqual(fieldsOfMail(mail));
  expect(fieldsOfMail(other)).not.toEqual(fieldsOfMail(mail));
  expect(markOfMail('We saw [somebody] here.')).toBeNull();
});

test('each part that fails says what to do next, without a name', () => {
  const words = CONTACT_PARTS.map((part) => failureWords(part));

  expect(new Set(words).size).toBe(CONTACT_PARTS.length);
  expect(words.every((one) => one.endsWith('The task ends by itself once it works again.'))).toBe(true);
});
