import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areComparable, armsInWords, EFFECTS, type Arm } from '../../../policy/reports/compared-arms.ts';
import { HIDDEN } from '../../../policy/reports/hidden.ts';
import { INSTRUMENTS } from '../../../policy/clients/instruments.ts';
import { monthsWithin } from '../../../policy/reports/months-within.ts';
import { meanOnHundred, SCALES } from '../../../policy/reports/satisfaction-scale.ts';
import { thankedInWords } from '../../../policy/reports/thanked-in-words.ts';

const CAUSAL = /because|cause|leads|due to|thanks to|makes|improv|better|therefore/i;
const arm = fc
  .tuple(fc.nat(60), fc.nat(60))
  .map(([one, other]) => ({ k: Math.min(one, other), n: Math.max(one, other) }));

test('S37: whoever was not thanked is in the sentence, by why', () => {
  const counts = { thanked: 5, received: 15, notPermitted: 7, unknown: 3, letGo: 0, overdue: 0, waiting: 0 };

  expect(thankedInWords(counts)).toBe('thanked 5 of 15 who sent someone (7 not permitted, 3 unknown)');
  expect(thankedInWords({ ...counts, received: 18, letGo: 1, overdue: 2 })).toBe(
    'thanked 5 of 18 who sent someone (7 not permitted, 3 unknown, 1 let go, 2 overdue)',
  );
  expect(thankedInWords({ ...counts, unknown: HIDDEN, letGo: HIDDEN })).toBe(
    'thanked 5 of 15 who sent someone (7 not permitted, too few to show unknown)',
  );
});

describe('groups side by side (S38)', () => {
  test('fewer than twenty in any of them: nothing is said; and no word is ever a cause', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EFFECTS), fc.array(arm, { maxLength: 4 }), (effect, counts) => {
        const arms: Arm[] = counts.map((one, index) => ({ arm: `moment_${index}`, ...one }));
        const words = armsInWords(effect, arms);
        const enough = arms.length > 1 && arms.every(({ n }) => n >= 20);

        expect(areComparable(arms)).toBe(enough);
        expect(/\d+ of \d+/.test(words)).toBe(enough);
        expect(words).not.toMatch(CAUSAL);
      }),
    );
  });

  test('where intervals overlap there is no clear difference; where they lie apart, an association', () => {
    const words = (one: number, other: number) =>
      armsInWords('refers_again', [
        { arm: 'within_48h', k: one, n: 40 },
        { arm: 'later', k: other, n: 25 },
      ]);

    expect(words(12, 5)).toBe(
      'Those thanked within 48 hours sent somebody again in 12 of 40 (30 %); those thanked later sent somebody again in 5 of 25 (20 %). No clear difference.',
    );
    expect(words(24, 2)).toMatch(/An association: it does not say why\.$/);
    expect(words(2, 20)).toMatch(/An association: it does not say why\.$/);
  });
});

test('S57: every instrument runs from 0 to 100, the higher the better, however its scores do (§5.6)', () => {
  const ends = INSTRUMENTS.map((one) => {
    const { times, highest } = SCALES[one];
    const lowest = one === 'csat' || one === 'fft' ? 1 : 0;
    const [worst, best] = times > 0 ? [lowest, highest] : [highest, lowest];
    return [meanOnHundred(one, worst * 3, 3), meanOnHundred(one, best * 3, 3)];
  });

  expect(ends).toEqual(INSTRUMENTS.map(() => [0, 100]));
  expect(meanOnHundred('csat', 9, 2)).toBe(87.5);
  expect(meanOnHundred('core10', 10, 1)).toBe(75);
  expect(meanOnHundred('nps', 0, 0)).toBeNull();
});

test('only months that lie wholly in the time count, on the practice’s wall', () => {
  const months = (from: string, to: string) => {
    const found = monthsWithin({ from: new Date(from), to: new Date(to) }, 'Pacific/Auckland');
    return found && [found.first, found.before];
  };

  expect(months('2026-01-31T11:00:00Z', '2026-04-30T12:00:00Z')).toEqual(['2026-02', '2026-05']);
  expect(months('2026-01-31T11:00:00.001Z', '2026-04-30T11:59:59.999Z')).toEqual(['2026-03', '2026-04']);
  expect(months('2026-02-02T00:00:00Z', '2026-03-30T00:00:00Z')).toBeNull();
});
