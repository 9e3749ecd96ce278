import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { retryAfterMs } from '../../../policy/calendar/retry-after.ts';

const NOW = new Date('1994-11-06T08:48:37Z');
const MINUTE_MS = 60_000;

test.each([
  ['120', 2 * MINUTE_MS],
  [' 0 ', 0],
  ['Sun, 06 Nov 1994 08:49:37 GMT', MINUTE_MS],
  ['Sunday, 06-Nov-94 08:49:37 GMT', MINUTE_MS],
  ['Sun Nov  6 08:49:37 1994', MINUTE_MS],
  ['Sat, 05 Nov 1994 08:49:37 GMT', 0],
  ['', null],
  ['soon', null],
  ['-5', null],
  ['1.5', null],
  ['1e9', null],
  ['Sun, 99 Foo 1994 08:49:37 GMT', null],
  ['9'.repeat(400), null],
  [undefined, null],
])('Retry-After: %j asks for %j ms', (header, asked) => {
  expect(retryAfterMs(header, NOW)).toBe(asked);
});

test('any HTTP date is obeyed to the second, in whatever zone this machine is; anything else is no wish', () => {
  const moment = fc.date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, moment, (at, now) => {
      const second = Math.floor(at.getTime() / 1_000) * 1_000;
      expect(retryAfterMs(at.toUTCString(), now)).toBe(Math.max(0, second - now.getTime()));
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => (retryAfterMs(text, NOW) ?? 0) >= 0));
});
