import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SESSION_STATUSES } from '../../policy/clients/client-terms.ts';
import { statusOf, STATUS_LIST } from '../../imports/session-status.ts';

const read = (text: string) => STATUS_LIST.means(text);

test.each([
  ['Arrived', 'attended'],
  ['Checked In', 'attended'],
  ['Completed', 'attended'],
  ['Show', 'show'],
  ['No Show', 'dna'],
  ['no-show', 'dna'],
  ['Did not attend', 'dna'],
  ['DNA', 'dna'],
  ['Late canceled', 'late_cancel'],
  ['Late Cancellation', 'late_cancel'],
  ['late_cancel', 'late_cancel'],
  ['Cancelled', 'cancelled'],
  ['Clinician canceled', 'cancelled'],
  ['Rescheduled', 'cancelled'],
  ['Booked Online', 'booked'],
  ['Did Not Attend (DNA)', 'dna'],
  ['DNA - Charged', 'dna'],
  ['Cancelled by client <24hrs', 'late_cancel'],
  ['Cancelled by client >24hrs', 'cancelled'],
  ['Cancelled by Practitioner', 'cancelled'],
  ['Cancelled by therapist <24hrs', 'cancelled'],
  ['Cancelled with 24 hours notice', 'cancelled'],
  ['Cancelled - no notice', 'late_cancel'],
  ['Cancelled without charge', 'cancelled'],
  ['Cancelled on the day', 'late_cancel'],
  ['Rescheduled by client', 'cancelled'],
  ['Attended (Paid)', 'attended'],
  ['Attended – not paid', 'attended'],
  ['Completed - Invoiced', 'attended'],
  ['Late Cancellation (charged)', 'late_cancel'],
  ['Arrived late', 'attended'],
  ['Not Yet Arrived', 'booked'],
  ['Cancel', 'cancelled'],
  ['Could Not Attend (CNA)', 'cancelled'],
  ["Didn't attend", 'dna'],
  ['Confirmed by SMS', 'booked'],
  ['Sleeping', null],
  ['Cancelled (DNA)', null],
  ['Not cancelled', null],
  ['Attendance unknown', null],
])('%s means %s', (word, value) => {
  expect(read(word)).toBe(value);
});

test('case, spaces and hyphens do not tell one word from another', () => {
  const spelling = fc.constantFrom('no show', 'late cancelled', 'checked in', 'booked online');
  const between = fc.constantFrom(' ', '-', '_', '  ', '');
  fc.assert(
    fc.property(spelling, between, fc.boolean(), (word, gap, loud) => {
      const spelt = word.replaceAll(' ', gap);

      expect(read(loud ? spelt.toUpperCase() : spelt)).toEqual(read(word));
    }),
  );
});

test.each([
  [{ status: 'show' }, true, 'attended'],
  [{ status: 'show' }, false, 'booked'],
  [{ status: 'show', cancelled: true }, true, 'cancelled'],
  [{ status: 'booked', didNotArrive: true }, true, 'dna'],
  [{ status: 'booked', didNotArrive: false }, true, 'booked'],
  [{ status: 'late_cancel', cancelled: true }, true, 'late_cancel'],
  [{ didNotArrive: false, cancelled: false }, true, 'attended'],
  [{ didNotArrive: false, cancelled: false }, false, 'booked'],
  [{ didNotArrive: true, cancelled: true }, true, 'dna'],
  [{ didNotArrive: false, cancelled: true }, false, 'cancelled'],
  [{ cancelled: false }, true, null],
  [{}, true, null],
] as const)('%j, over: %j, is %s', (cells, isOver, status) => {
  expect(statusOf(cells, isOver)).toBe(status);
});

test('nothing that is yet to come is taken for attended unless the file says so in a word', () => {
  const cells = fc.record(
    {
      status: fc.constantFrom(...SESSION_STATUSES, 'show' as const),
      didNotArrive: fc.boolean(),
      cancelled: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(cells, (given) => {
      expect(statusOf(given, false) === 'attended').toBe(given.status === 'attended');
    }),
  );
});
