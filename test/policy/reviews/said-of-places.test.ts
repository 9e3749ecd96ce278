import { expect, test } from '@jest/globals';
import { askOfPlaces, type SaidOfPlaces } from '../../../policy/reviews/said-of-places.ts';

const FULL: SaidOfPlaces = {
  statement: "We're full at the moment; our next openings are in March 2027. As of 29 November 2026.",
  statedOn: '2026-11-29',
  expiredOn: null,
  oldPlaces: ['voicemail', 'website'],
};

test('a review asks whether what is said of places is still true, and names the places that do not say it (§5.8)', () => {
  expect(askOfPlaces(FULL)).toBe(
    'We say of our places: "We\'re full at the moment; our next openings are in March 2027. As of 29 November 2026." Is it still true? Not noted as changed: voicemail and website.',
  );
  expect(askOfPlaces({ ...FULL, expiredOn: '2027-01-10', oldPlaces: [] })).toMatch(
    /^What we said about our places expired on 10 January 2027, .* Say it anew\.$/,
  );
  expect(askOfPlaces({ statement: null, statedOn: null, expiredOn: null, oldPlaces: [] })).toMatch(
    /^We say nothing about our places: /,
  );
});
