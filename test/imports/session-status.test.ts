import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SESSION_STATUSES } from '../../policy/clients/client-terms.ts';
import { asStatus, statusOf } from '../../imports/session-status.ts';

const read = (text: string) => asStatus(text, 'day first');

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
])('%s means %s', (word, value) => {
  expect(read(word)).toEqual({ value });
});

test('a word that nobody knows is answered with those that are known', () => {
  expect(read('Sleeping')).toEqual({
    fault: expect.stringMatching(/"Sleeping".*booked.*no show.*late cancel/),
  });
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
