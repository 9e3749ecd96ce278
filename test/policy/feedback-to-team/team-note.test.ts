import { expect, test } from '@jest/globals';
import { saidKindly, saidOfOwnRate, saidOfTeam } from '../../../policy/feedback-to-team/team-note.ts';

test.each([
  [0, 'some'],
  [4, 'some'],
  [5, '5'],
  [120, '120'],
])('of %i people who came by a recommendation a practitioner reads "%s" (M20)', (people, said) => {
  expect(saidOfTeam(people)).toBe(said);
});

test('kind words stand in quotation marks, in an order that says nothing of whom; none, and nothing is said', () => {
  expect(saidKindly(['Warm.', ' Always on time. ', ''])).toBe('“Always on time.”\n\n“Warm.”');
  expect(saidKindly([])).toBeUndefined();
});

test('more kind words than a mail holds are left out whole', () => {
  const said = saidKindly(Array.from({ length: 100 }, (_, nth) => `${nth} ${'kind '.repeat(60)}`)) ?? '';

  expect(said.length).toBeLessThanOrEqual(6_000);
  expect(said.endsWith('”')).toBe(true);
});

test.each([
  ['nine people were seen', 5, 9],
  ['four recommended', 4, 40],
  ['four did not', 36, 40],
  ['nobody did', 0, 40],
])('an own rate that the rules of small numbers do not show is not printed (S60): %s', (_, k, n) => {
  expect(saidOfOwnRate({ k, n })).toBeUndefined();
});

/** 5 of 40: Wilson 80 % by hand from the formula, 7.2 to 20.7 in a hundred. */
test('an own rate is said as a range (S60)', () => {
  expect(saidOfOwnRate({ k: 5, n: 40 })).toContain('between 7 and 21 in a hundred recommended us');
});
