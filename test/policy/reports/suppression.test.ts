import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { without, type CellTable } from '../../../policy/reports/suppression/cell-table.ts';
import { suppressedTable } from '../../../policy/reports/suppression/suppressed-table.ts';
import {
  countIn,
  figuresOf,
  isSmall,
  workedOutByAlgebra,
  workedOutByTrying,
  type Read,
} from './attackers.ts';
import { cellTables, frozen, monthsFrom, readerOf, tableOf, withScores } from './cell-tables.ts';

const TWO_MONTHS = { months: 2, practitioners: 3, kinds: 2 };
const tables = fc.oneof(
  cellTables({ ...TWO_MONTHS, most: 2 }),
  cellTables({ ...TWO_MONTHS, most: 5 }),
  cellTables({ ...TWO_MONTHS, most: 12 }),
);

test('nobody who reads every window, grouping and total finds out a number of one to four (§5.7)', () => {
  fc.assert(
    fc.property(tables, fc.integer({ min: 1, max: 2 }), ({ table }, firstMonths) => {
      const read = readerOf({ ...frozen(table), firstMonths });
      const wrong = figuresOf(table).filter(({ measure, row, window }) => {
        const [seen, count] = [read(measure, row, window), countIn(table, measure, row, window)];
        return seen === null ? count === 0 : seen !== count || isSmall(count);
      });

      expect(wrong).toEqual([]);
      expect(workedOutByTrying(table, read)).toEqual([]);
      expect(workedOutByAlgebra(table, read)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('nor does a practitioner who knows their own clients, and reads their own row whole', () => {
  fc.assert(
    fc.property(tables, ({ table, own }) => {
      const read = readerOf(frozen(table), own);
      const others = without(table, own);
      // Where nobody else is counted, what is hidden is the reader's own.
      const readOfOthers: Read = (measure, row, window) => {
        const count = countIn(others, measure, row, window);
        return count > 0 && read(measure, row, window) === null ? null : count;
      };

      expect(read('came', { grouping: 'practitioner', key: 'p0' }, [0, 1])).toBe(
        table.groupings.practitioner?.p0?.came?.[0],
      );
      expect(workedOutByTrying(others, readOfOthers)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test('nor a sum of what fewer than ten people said', () => {
  fc.assert(
    fc.property(tables, ({ table }) => {
      const scored = withScores(table);
      const read = readerOf(frozen(scored));

      expect(workedOutByTrying(scored, read)).toEqual([]);
      expect(workedOutByAlgebra(scored, read)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test('over more than a year, whatever months are rare, no small number is a combination of shown ones', () => {
  const size = { months: 14, practitioners: 3, kinds: 2 };
  const longer = fc.oneof(cellTables({ ...size, most: 1 }), cellTables({ ...size, most: 6 }));
  fc.assert(
    fc.property(longer, fc.integer({ min: 1, max: 14 }), ({ table }, firstMonths) => {
      const read = readerOf({ ...frozen(table), firstMonths });

      expect(workedOutByAlgebra(table, read)).toEqual([]);
    }),
    { numRuns: 6 },
  );
});

test('the attackers are no straw men: where only small numbers are hidden they find them', () => {
  const broken = fc.sample(tables, { numRuns: 20, seed: 11 }).filter(({ table }) => {
    const onlySmall: Read = (measure, row, window) => {
      const count = countIn(table, measure, row, window);
      return isSmall(count) ? null : count;
    };
    return workedOutByTrying(table, onlySmall).length > 0 && workedOutByAlgebra(table, onlySmall).length > 0;
  });

  expect(broken.length).toBeGreaterThan(5);
});

test('nought is shown, one to four are not, and with nothing small everything is shown', () => {
  const table = oneMonth({ a: 20, b: 4, c: 7, d: 0 });
  const read = readerOf(frozen(table));
  const of = (key: string) => read('asked', { grouping: 'practitioner', key }, [0, 1]);

  expect([read('asked', 'total', [0, 1]), of('a'), of('b'), of('c'), of('d')]).toEqual([
    31,
    20,
    null,
    null,
    0,
  ]);
  const large = readerOf(frozen(oneMonth({ a: 20, b: 5 })));
  expect([
    large('asked', { grouping: 'practitioner', key: 'b' }, [0, 1]),
    large('asked', 'total', [0, 1]),
  ]).toEqual([5, 25]);
});

test('those that are hidden together are five or more, so that no total gives away a few', () => {
  const read = readerOf(frozen(oneMonth({ a: 20, b: 2, c: 1, d: 9 })));
  const of = (key: string) => read('asked', { grouping: 'practitioner', key }, [0, 1]);

  expect([of('a'), of('b'), of('c'), of('d')]).toEqual([20, null, null, null]);
});

test('how many are missing is hidden like a count: of both numbers one is shown at most', () => {
  const table = tableOf({ months: 1, practitioners: 1, kinds: 1 }, [[28, 30]]);
  const read = readerOf(frozen(table));
  const shown = ['asked', 'came'].filter((measure) => read(measure, 'total', [0, 1]) !== null);

  expect(shown).toEqual(['asked']);
});

test('rates and means are of ten or more', () => {
  const months = monthsFrom('2025-01', 1);
  const cells = (asked: number, came: number, scores: number) => ({
    asked: [asked],
    came: [came],
    scores: [scores],
  });
  const table: CellTable = {
    months,
    measures: ['asked', 'came', 'scores'],
    pairs: [['came', 'asked']],
    means: [{ sum: 'scores', of: 'asked', least: 1, most: 5 }],
    groupings: { practitioner: { a: cells(30, 15, 120), b: cells(9, 9, 40), c: cells(20, 20, 90) } },
  };
  const { rate, mean } = suppressedTable(table);
  const of = (key: string) => {
    const row = { grouping: 'practitioner', key };
    const whole = { from: '2025-01', to: '2025-02' };
    return [rate({ k: 'came', n: 'asked' }, row, whole)?.rate, mean('scores', row, whole)];
  };

  expect(of('a')).toEqual([0.5, 4]);
  expect(of('b')).toEqual([undefined, null]);
});

test('the answers do not depend on the order of rows, and a table that contradicts itself is refused', () => {
  const table = oneMonth({ a: 20, b: 4, c: 7, d: 0 });
  const turned = {
    ...table,
    groupings: {
      practitioner: Object.fromEntries(Object.entries(table.groupings.practitioner ?? {}).toReversed()),
    },
  };
  const of = (one: CellTable) =>
    ['a', 'b', 'c'].map((key) => readerOf(frozen(one))('asked', { grouping: 'practitioner', key }, [0, 1]));

  expect(of(turned)).toEqual(of(table));
  const wrong = { ...table, groupings: { ...table.groupings, kind: { x: { asked: [1], came: [0] } } } };
  expect(() => readerOf(frozen(wrong))).toThrow('different totals');
});

function oneMonth(asked: Record<string, number>): CellTable {
  const rows = Object.entries(asked).map(([key, count]) => [key, { asked: [count], came: [0] }]);
  return {
    months: ['2025-01'],
    measures: ['asked', 'came'],
    pairs: [],
    means: [],
    groupings: { practitioner: Object.fromEntries(rows) },
  };
}
