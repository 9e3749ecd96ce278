import { expect, test } from '@jest/globals';
import { noRoomFor } from '../../../policy/capacity/no-room.ts';
import type { Statement } from '../../../policy/capacity/practice-capacity.ts';
import { taskWords } from '../../../policy/tasks/task-words.ts';

const NOW = new Date('2026-11-30T12:00:00Z');
const SAID = new Date('2026-11-29T10:00:00Z');
const ANYBODY = { practitionerId: null, serviceLineId: null, sentBy: null };

const says = (practitionerId: string, change: Partial<Statement> = {}): Statement => ({
  practitionerId,
  serviceLineId: null,
  status: 'full',
  nextOpening: '2027-03',
  waitWeeks: null,
  validUntil: new Date('2027-01-10T10:00:00Z'),
  mode: 'tell_referrers',
  placesFor: [],
  statedAt: SAID,
  ...change,
});

test('a full practice has no room for anybody, but for the people of a colleague for whom places are kept (S73a)', () => {
  const statements = [says('anna', { placesFor: ['priya'] }), says('ben', { mode: 'tell_referrers' })];
  const asked = (sentBy: string | null) =>
    noRoomFor(statements, ['anna', 'ben'], { ...ANYBODY, sentBy }, NOW);

  expect(asked('tom')).toEqual({
    practitionerId: null,
    mode: 'tell_referrers',
    nextOpening: '2027-03',
    waitWeeks: null,
    statedAt: SAID,
    here: [],
  });
  expect(asked(null)).not.toBeNull();
  expect(asked('priya')).toBeNull();
});

test('whoever asks for somebody who is full hears who here has room (S71)', () => {
  const open = says('ben', { status: 'open', nextOpening: null });
  const asked = { ...ANYBODY, practitionerId: 'anna' };

  expect(noRoomFor([says('anna'), open], ['anna', 'ben'], asked, NOW)).toMatchObject({
    practitionerId: 'anna',
    here: ['ben'],
  });
  expect(noRoomFor([says('anna'), open], ['anna', 'ben'], ANYBODY, NOW)).toBeNull();
  expect(noRoomFor([says('anna')], ['anna', 'ben'], { ...asked, practitionerId: 'ben' }, NOW)).toBeNull();
});

test('of a service line what is said of the line counts, and what has expired counts nowhere', () => {
  const line = says('anna', { serviceLineId: 'couples' });
  const all = says('anna', { status: 'open', nextOpening: null });
  const asked = { practitionerId: 'anna', serviceLineId: 'couples', sentBy: null };

  expect(noRoomFor([all, line], ['anna'], asked, NOW)).toMatchObject({ practitionerId: 'anna', here: [] });
  expect(noRoomFor([all, line], ['anna'], { ...asked, serviceLineId: null }, NOW)).toBeNull();
  expect(noRoomFor([says('anna', { validUntil: NOW })], ['anna'], ANYBODY, NOW)).toBeNull();
});

const NOBODY = {
  number: 12,
  referrer: null,
  client: null,
  enquirer: 'Sam',
  colleague: null,
  other: null,
  why: null,
};
const FULL = {
  practitioner: null,
  mode: 'refer_out',
  nextOpening: '2027-03',
  waitWeeks: null,
  saidOn: '29 November 2026',
  here: [],
  colleagues: ['Tom Reed', 'Priya Shah'],
} as const;

test('the desk reads that the practice is full, what to say, and how to send somebody on (S73)', () => {
  expect(taskWords({ ...NOBODY, kind: 'get_in_touch', noRoom: FULL })).toBe(
    'Sam got in touch (number 12). You are full until about March 2027 (as of 29 November 2026). Please answer today: "Thank you for writing to us. We\'re full until about March 2027, and I\'d like to help you find somebody good." As far as you know, Tom Reed or Priya Shah would have a place. To send them on, press "refer out" with the reason "overflow" (POST /enquiries/:id/refer-out): no colleague hears of them before their own yes. Whoever would rather wait is closed as waitlisted. Then say that they were reached, or note the attempt.',
  );
  expect(
    taskWords({ ...NOBODY, kind: 'offer_booking', noRoom: { ...FULL, mode: 'tell_referrers' } }),
  ).toContain(
    'One kind word, and no more: "We\'re full until about March 2027. Would you like to wait, or shall I suggest somebody good?"',
  );
});

test('who here has room comes before anybody elsewhere, and nobody is named who is not known to have room', () => {
  const anna = { ...FULL, practitioner: 'Anna', here: ['Ben'] };
  const words = (noRoom: typeof anna | typeof FULL) => taskWords({ ...NOBODY, kind: 'get_in_touch', noRoom });

  expect(words(anna)).toContain('Anna is full until about March 2027; Ben could see you sooner.');
  expect(words(anna)).not.toContain('Tom Reed');
  expect(words({ ...FULL, colleagues: [] } as never)).toContain(
    'Nobody on your list of trusted colleagues is known to have a place.',
  );
  expect(taskWords({ ...NOBODY, kind: 'get_in_touch' })).toContain('Would you like a first call this week?');
});
