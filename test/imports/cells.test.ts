import { expect, test } from '@jest/globals';
import { asDate, asList, asNumber, asYear, asYesNo, plainCell, splitName } from '../../api/imports/cells.ts';

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
  expect(asYear(text)).toEqual({ value });
});

test.each(['31/02/1985', '13/25/1985', 'unknown', '1985-13-01', '14 Foo 1985', '85', '1/2'])(
  '%s is no date of birth',
  (text) => {
    expect(asYear(text)).toHaveProperty('fault');
  },
);

test('a date in figures is day before month, as in Britain', () => {
  expect(asDate('03/04/2026')).toEqual({ value: '2026-04-03' });
});

test('a planned date of two figures may lie ahead', () => {
  expect(asDate('31/12/27')).toEqual({ value: '2027-12-31' });
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
  expect([asYesNo('Yes'), asYesNo('n'), asNumber('1,5'), asList('teenagers; anxiety')]).toEqual([
    { value: true },
    { value: false },
    { value: 1.5 },
    { value: ['teenagers', 'anxiety'] },
  ]);
  expect([asYesNo('perhaps'), asNumber('many')]).toEqual([
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
