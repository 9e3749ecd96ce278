import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { phrasesIn, placesOf } from '../../email/phrases.ts';

test('a phrase is found where it stands, whatever stands before it', () => {
  const before = fc.string({ unit: 'binary', maxLength: 20 });
  fc.assert(
    fc.property(before, fc.constantFrom('gift', 'GIFT', 'gíft', 'last\n chance'), (text, written) => {
      const prefix = `${text} `;
      const expected = written.startsWith('last') ? 'last chance' : 'gift';

      expect(placesOf(`${prefix}${written} x`, [expected])).toContainEqual({
        phrase: expected,
        at: prefix.length,
      });
    }),
  );
});

test('only whole words are phrases, and each is named once', () => {
  expect(phrasesIn('Gifted, and a gift, a GIFT', ['gift', 'credit', ''])).toEqual(['gift']);
  expect(placesOf('a gift, a gift', ['gift']).map(({ at }) => at)).toEqual([2, 10]);
});
