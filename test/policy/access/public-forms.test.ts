import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formPace, LONGEST_OPEN_MS, QUICKEST_MS } from '../../../policy/access/form-pace.ts';
import { isOnlyAFirstName } from '../../../policy/referrals/only-a-first-name.ts';
import { SOURCE_ANSWERS } from '../../../policy/source-log/source-kinds.ts';
import { SOURCE_LINES, tellsMore } from '../../../policy/source-log/source-question.ts';
import { PAGE_LINES } from '../../../email/templates/pages.ts';

const SHOWN = new Date('2026-10-25T00:30:00Z');
const after = (ms: number): Date => new Date(SHOWN.getTime() + ms);

test.each([
  [-1, 'too_quick'],
  [0, 'too_quick'],
  [QUICKEST_MS - 1, 'too_quick'],
  [QUICKEST_MS, 'a_persons'],
  [LONGEST_OPEN_MS, 'a_persons'],
  [LONGEST_OPEN_MS + 1, 'unknown'],
])('a form that was open for %d ms is %s', (openMs, pace) => {
  expect(formPace(SHOWN, after(openMs))).toBe(pace);
});

test('a form that nobody knows when it was shown is never a person’s at once', () => {
  fc.assert(fc.property(fc.date({ noInvalidDate: true }), (sentAt) => formPace(null, sentAt) === 'unknown'));
});

test.each(['Sam', ' Zoë ', 'Anna-Maria', 'María del Carmen', 'Nguyễn', 'O’Shea', 'J.', '李', 'R2'])(
  '“%s” is a first name',
  (typed) => expect(isOnlyAFirstName(typed)).toBe(true),
);

test.each([
  'sam@example.org',
  'Sam 07700900123',
  'Sam 0 7 7 0',
  'https://example.org/sam',
  'sam.example.org',
  'Sam who has not slept',
  'x'.repeat(41),
])('“%s” is more than a first name (D1)', (typed) => expect(isOnlyAFirstName(typed)).toBe(false));

test('no address and no number passes for a first name, whatever stands around it', () => {
  const number = fc.stringMatching(/^\+?\d{2,4}( ?\d){4,10}$/);
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), number), fc.constantFrom('', 'Sam '), (detail, name) => {
      expect(isOnlyAFirstName(`${name}${detail}`)).toBe(false);
    }),
  );
});

test('every line of the question (M4) comes to one thing in the log, in the order of the page', () => {
  const lines: readonly string[] = PAGE_LINES.m4;
  const names = SOURCE_LINES.map(({ name }) => name);

  expect(lines.slice(1, 1 + names.length)).toEqual(names);
});

test.each([
  [null, false, 'not_said', true],
  [null, false, 'search', true],
  ['not_said', false, 'search', true],
  ['search', false, 'social', true],
  ['search', false, 'not_said', false],
  ['client', true, 'client', false],
  ['client', true, 'not_said', false],
  ['professional', true, 'client', false],
  ['professional', true, 'professional', false],
  ['client', true, 'search', true],
] as const)('known to be %s (named: %s), an answer of %s tells more: %s', (kind, isNamed, told, more) => {
  expect(tellsMore({ kind, isNamed }, told)).toBe(more);
});

test('whoever rather does not say takes back nothing', () => {
  const known = fc.record({ kind: fc.constantFrom(...SOURCE_ANSWERS), isNamed: fc.boolean() });
  fc.assert(fc.property(known, (one) => !tellsMore(one, 'not_said')));
});
