import { expect, test } from '@jest/globals';
import {
  asDate,
  asList,
  asMonth,
  asNoted,
  asNumber,
  asReference,
  asYear,
  asYesNo,
  type CellReader,
  plainCell,
  splitName,
} from '../../imports/cells.ts';

const read = (reader: CellReader, text: string) => reader(text, 'day first');

test.each([
  ['1985', 1985],
  ['1985-03-14', 1985],
  ['1985-03-14T00:00:00Z', 1985],
  ['14/03/1985', 1985],
  ['14.3.1985', 1985],
  ['14-03-1985 00:00', 1985],
  ['14/03/85', 1985],
  ['04/05/06', 2006],
  ['03/25/1985', 1985],
  ['14 Mar 1985', 1985],
  ['14-Mar-85', 1985],
  ['14th March, 1985', 1985],
  ['March 14, 1985', 1985],
  ['19850314', 1985],
])('of the date of birth %s the year is kept', (text, value) => {
  expect(read(asYear, text)).toEqual({ value });
});

test.each(['31/02/1985', '13/25/1985', 'unknown', '1985-13-01', '14 Foo 1985', '85', '1/2'])(
  '%s is no date of birth',
  (text) => {
    expect(read(asYear, text)).toHaveProperty('fault');
  },
);

test('a date in figures is read in the order of its file, and in no other', () => {
  expect(asDate('03/04/2026', 'day first')).toEqual({ value: '2026-04-03' });
  expect(asDate('03/04/2026', 'month first')).toEqual({ value: '2026-03-04' });
  expect(asDate('25/12/2026', 'month first')).toEqual({
    fault: 'must be a date (12/31/2026 or 2026-12-31)',
  });
});

test('a planned date of two figures may lie ahead', () => {
  expect(read(asDate, '31/12/27')).toEqual({ value: '2027-12-31' });
});

test.each([
  ['Jane Doe', { firstName: 'Jane', lastName: 'Doe' }],
  ['Doe, Jane', { firstName: 'Jane', lastName: 'Doe' }],
  ['van der Berg, Mary Ann', { firstName: 'Mary Ann', lastName: 'van der Berg' }],
  ['Dr. Jane van der Berg', { title: 'Dr.', firstName: 'Jane', lastName: 'van der Berg' }],
  ['Doe, Dr Jane', { title: 'Dr', firstName: 'Jane', lastName: 'Doe' }],
  ['Jane', { firstName: 'Jane' }],
  ['Doe,', { firstName: 'Doe' }],
])('%s is taken apart', (text, parts) => {
  expect(splitName(text)).toEqual(parts);
});

test('plain words become what they mean', () => {
  expect([
    read(asYesNo, 'Yes'),
    read(asYesNo, 'n'),
    read(asNumber, '1,5'),
    read(asList, 'teenagers; anxiety'),
  ]).toEqual([{ value: true }, { value: false }, { value: 1.5 }, { value: ['teenagers', 'anxiety'] }]);
  expect([read(asYesNo, 'perhaps'), read(asNumber, 'many')]).toEqual([
    { fault: 'must be yes or no' },
    { fault: 'must be a number' },
  ]);
});

test("a spreadsheet's guard against formulas is taken off", () => {
  expect([plainCell(" '+44 7700 900123 "), plainCell("O'Neil"), plainCell(undefined)]).toEqual([
    '+44 7700 900123',
    "O'Neil",
    '',
  ]);
});

test.each([
  ['2026-11', '2026-11'],
  ['11/2026', '2026-11'],
  ['Nov 2026', '2026-11'],
  ['November 2026', '2026-11'],
  ['14/11/2026', '2026-11'],
  ['2026-11-14T10:00:00Z', '2026-11'],
])('%s is a month', (text, value) => {
  expect(read(asMonth, text)).toEqual({ value });
});

test.each(['2026-13', 'Smarch 2026', '2026', '0/2026'])('%s is no month', (text) => {
  expect(read(asMonth, text)).toHaveProperty('fault');
});

test('a reference that a spreadsheet has rounded, or several in one cell, would name the wrong record', () => {
  expect(read(asReference, '1.39073E+18')).toMatchObject({ fault: expect.stringMatching(/spreadsheet/) });
  expect(read(asReference, '101, 102')).toMatchObject({ fault: expect.stringMatching(/several/) });
  expect(read(asReference, 'A-1001/E')).toEqual({ value: 'A-1001/E' });
});

test('of a note only that it is there is read', () => {
  expect(['2026-11-02 09:00', 'yes', 'no', 'False', 'n/a', '-'].map((text) => read(asNoted, text))).toEqual(
    [true, true, false, false, false, false].map((value) => ({ value })),
  );
});
