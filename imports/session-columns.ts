import { asTime, asNoted, asReference, asYesNo, type CellReader } from './cells.ts';
import type { ColumnNames } from './columns.ts';
import { STATUS_LIST } from './session-status.ts';
import { CLIENT_ID_CELLS, CLIENT_ID_COLUMNS } from './client-cells.ts';

/**
 * The columns that are read for sessions: client, time and status. Reasons for cancelling, notes and kinds of treatment
 * are never read.
 */
export const SESSION_COLUMNS = {
  prefixes: [],
  single: ['externalRef', 'clientRef'],
  names: {
    ...CLIENT_ID_COLUMNS,
    externalRef: [
      'external ref',
      'external reference',
      'external id',
      'appointment id',
      'appointment number',
      'appointment guid',
      'session id',
      'booking id',
      'id',
    ],
    at: [
      'at',
      'starts at',
      'start at',
      'appointment start',
      'appointment start time',
      'start',
      'date and time',
      'start time',
    ],
    date: ['date', 'appointment date', 'session date', 'date of service', 'service date', 'start date'],
    time: ['time', 'appointment time', 'session time'],
    status: ['status', 'appointment status', 'state', 'attendance', 'attendance status', 'outcome'],
    didNotArrive: ['did not arrive', 'did not attend', 'no show', 'dna'],
    cancelled: [
      'cancelled at',
      'canceled at',
      'cancellation time',
      'cancellation date',
      'cancelled on',
      'date cancelled',
      'cancelled',
      'canceled',
    ],
  },
} as const satisfies ColumnNames;

export const SESSION_CELLS = {
  ...CLIENT_ID_CELLS,
  externalRef: asReference,
  at: asTime,
  date: asTime,
  time: asTime,
  didNotArrive: asYesNo,
  cancelled: asNoted,
} satisfies Partial<Record<keyof typeof SESSION_COLUMNS.names, CellReader>>;

/** The columns in which every system, and many a practice, has words of its own. */
export const SESSION_WORDS = { status: STATUS_LIST };
