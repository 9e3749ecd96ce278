import { expect, test } from '@jest/globals';
import {
  ENDINGS,
  goesOn,
  milestoneOfEnding,
  sendsEndingNote,
  type Ending,
} from '../../../policy/journeys/ending.ts';

/** §2.6, line by line: what the machine sends, and the moment with (ticked, planned) both, either, neither. */
type Made = 'discharge' | 'transition' | null;
test.each<[Ending, boolean, { plain: Made; planned: Made; ticked: Made }]>([
  ['planned_met', true, { plain: 'discharge', planned: 'discharge', ticked: 'discharge' }],
  ['planned_partly', true, { plain: null, planned: null, ticked: 'discharge' }],
  ['stepped_down', false, { plain: 'transition', planned: 'transition', ticked: 'transition' }],
  ['moved', true, { plain: null, planned: 'discharge', ticked: 'discharge' }],
  ['drop_out', false, { plain: null, planned: null, ticked: null }],
  ['referred_on', false, { plain: null, planned: null, ticked: null }],
  ['ended_by_practice', false, { plain: null, planned: null, ticked: null }],
  ['deceased', false, { plain: null, planned: null, ticked: null }],
])('%s', (ending, note, { plain, planned, ticked }) => {
  expect(sendsEndingNote(ending)).toBe(note);
  expect(milestoneOfEnding(ending, { ticked: false, planned: false })).toBe(plain);
  expect(milestoneOfEnding(ending, { ticked: false, planned: true })).toBe(planned);
  expect(milestoneOfEnding(ending, { ticked: true, planned: false })).toBe(ticked);
  expect(milestoneOfEnding(ending, { ticked: true, planned: true })).toBe(ticked ?? planned);
});

test('only whoever steps down goes on with us', () => {
  expect(ENDINGS.filter(goesOn)).toEqual(['stepped_down']);
});

test('nobody is asked at an ending that the machine itself writes nothing about, but for who goes on', () => {
  const asked = ENDINGS.filter(
    (ending) => milestoneOfEnding(ending, { ticked: true, planned: true }) !== null,
  );

  expect(asked.filter((ending) => !sendsEndingNote(ending))).toEqual(['stepped_down']);
});
