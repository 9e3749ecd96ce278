import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { similarNames } from '../../../policy/source-log/similar-names.ts';

const KNOWN = ['Elm Street Surgery', 'Oak Surgery', 'The Worried Mind, episode 12', 'Dr Anand Patel'].map(
  (name) => ({ name }),
);

test.each([
  ['My GP or another doctor: elm st. surgery', ['Elm Street Surgery', 'Oak Surgery']],
  ['Elm Stret Surgery', ['Elm Street Surgery', 'Oak Surgery']],
  ['the worried mind', ['The Worried Mind, episode 12']],
  ['Doctor Pattel', ['Dr Anand Patel']],
  ['I found you online', []],
  ['the', []],
  ['', []],
])('“%s” may mean %j', (words, expected) => {
  expect(similarNames(words, KNOWN).map(({ name }) => name)).toEqual(expected);
});

test('whatever was written, a name that was written in full is the first of five at most', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{3,8}( [a-z]{3,8})?$/), { minLength: 1 }), (names) => {
      const known = names.map((name) => ({ name }));
      const found = similarNames(names[0] ?? '', known);

      expect(found.length).toBeGreaterThan(0);
      expect(found.length).toBeLessThanOrEqual(5);
    }),
  );
});
