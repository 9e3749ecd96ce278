import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { oneLine } from '../../email/one-line.ts';

test('a value cannot start a header of its own', () => {
  expect(oneLine('Thank you\r\nBcc: everybody@evil.example')).toBe('Thank you Bcc: everybody@evil.example');
});

test('nothing that breaks a line or turns the writing round survives', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      expect(oneLine(value)).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      expect(oneLine(oneLine(value))).toBe(oneLine(value));
    }),
  );
});
