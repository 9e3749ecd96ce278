import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { IsoDuration, toMs } from '../../../policy/calendar/duration.ts';

test.each([
  ['PT48H', 172_800_000],
  ['P90D', 7_776_000_000],
  ['PT6S', 6_000],
  ['PT0.25S', 250],
  ['P2W', 1_209_600_000],
  ['P1DT2H3M4.5S', 93_784_500],
  ['PT0S', 0],
])('%s is %d ms long', (iso, ms) => {
  expect(IsoDuration.parse(iso)).toBe(iso);
  expect(toMs(iso)).toBe(ms);
});

test.each([
  '',
  'P',
  'PT',
  'P1DT',
  'P1M',
  'P1Y',
  'pt1s',
  'PT1.5H',
  'P1W2D',
  '-PT1S',
  '+PT1S',
  ' PT1S',
  'PT1S\n',
  '48h',
  'PT1S1M',
  'P999999999D',
  'PT1,5S',
])('%j is not a length of time that the clock can measure', (text) => {
  const read = IsoDuration.safeParse(text);

  expect(read.error?.issues[0]?.message).toMatch(/PT48H, P90D/);
  expect(() => toMs(text)).toThrow(RangeError);
});

test('days, hours, minutes and seconds add up', () => {
  const part = fc.nat({ max: 999 });
  fc.assert(
    fc.property(part, part, part, part, (days, hours, minutes, seconds) => {
      const ms = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
      expect(toMs(`P${days}DT${hours}H${minutes}M${seconds}S`)).toBe(ms);
    }),
  );
});
