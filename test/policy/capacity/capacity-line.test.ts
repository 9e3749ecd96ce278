import { expect, test } from '@jest/globals';
import { capacityLine } from '../../../policy/capacity/capacity-line.ts';
import type { PracticeCapacity } from '../../../policy/capacity/practice-capacity.ts';

const FULL: PracticeCapacity = {
  status: 'full',
  nextOpening: '2027-03',
  waitWeeks: null,
  statedAt: new Date('2026-11-29T10:00:00Z'),
  validUntil: new Date('2027-01-10T10:00:00Z'),
  mode: 'tell_referrers',
  placesFor: ['priya'],
};

test('whoever sends people is told that we are full, and until when as far as it is known (S71b)', () => {
  expect(capacityLine(FULL, 'tom')).toBe("Just so you know: we're full until about March 2027.");
  expect(capacityLine({ ...FULL, nextOpening: null }, 'tom')).toBe("Just so you know: we're full just now.");
});

test.each<[string, Partial<PracticeCapacity>, string]>([
  ['a practice that passes people on', { mode: 'refer_out' }, 'tom'],
  ['a colleague for whose people places are kept', {}, 'priya'],
  ['a practice with few places left', { status: 'nearly_full' }, 'tom'],
  ['a practice with room', { status: 'open', nextOpening: null }, 'tom'],
  ['a practice whose statement has expired', { status: 'please_ask' }, 'tom'],
])('%s: no word of it (S73a)', (_, change, colleague) => {
  expect(capacityLine({ ...FULL, ...change }, colleague)).toBeNull();
});
