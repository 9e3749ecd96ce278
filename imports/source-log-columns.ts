import { SOURCE_ANSWERS } from '../policy/source-log/source-kinds.ts';
import { asList, asTime, asReference, asYesNo, type CellReader } from './cells.ts';
import { columnKey, type ColumnNames } from './columns.ts';
import { kindNamed } from './source-words.ts';
import type { WordList } from './word-lists.ts';
import { CLIENT_ID_CELLS, CLIENT_ID_COLUMNS } from './client-cells.ts';

/**
 * The columns that are read for past sources: date, source, chain and client. Reasons for coming and notes are never
 * read.
 */
export const SOURCE_LOG_COLUMNS = {
  prefixes: [],
  single: ['clientRef', 'referrerRef'],
  names: {
    ...CLIENT_ID_COLUMNS,
    date: [
      'date',
      'referral date',
      'referred on',
      'date of referral',
      'received at',
      'date received',
      'enquiry date',
      'intake date',
      'first appointment',
      'first appointment date',
      'first visit',
      'client since',
      'created at',
      'created',
      'date created',
    ],
    sourceKind: [
      'source kind',
      'kind',
      'source type',
      'referral type',
      'referral source type',
      'source category',
      'referral category',
      'referral source category',
    ],
    source: [
      'source',
      'source name',
      'referral source',
      'referral source name',
      'referral source sub category',
      'referred by',
      'referred from',
      'how did you hear about us',
      'how they heard about us',
      'heard about us',
      'referrer',
      'referrer name',
      'referring professional',
      'referring provider',
      'referring doctor',
      'referral',
    ],
    referrerRef: [
      'referrer ref',
      'referrer client id',
      'referrer patient id',
      'referrer reference',
      'referring client id',
      'referring patient id',
      'referred by client id',
      'referred by patient id',
      'referrer id',
    ],
    referrerEmail: [
      'referrer email',
      'referrer email address',
      'referring client email',
      'referred by email',
    ],
    channel: ['channel', 'via', 'came by', 'contact method', 'enquiry method'],
    hops: ['hops', 'through', 'chain', 'heard through'],
    lineId: ['line id'],
    isArrival: ['is arrival'],
  },
} as const satisfies ColumnNames;

const CHANNELS: Readonly<Record<string, readonly string[]>> = {
  form: ['form', 'website form', 'online', 'online booking', 'web', 'website'],
  email: ['email', 'e-mail', 'mail'],
  phone: ['phone', 'telephone', 'call', 'phone call', 'text', 'sms'],
  in_person: ['in person', 'walk in', 'face to face', 'desk'],
  letter: ['letter', 'referral letter', 'fax', 'post'],
  intake: ['intake'],
  file: ['file'],
};
const CHANNEL_OF = new Map(
  Object.entries(CHANNELS).flatMap(([channel, words]) =>
    [channel, ...words].map((word) => [columnKey(word), channel] as const),
  ),
);

/** The columns of closed words. */
export const SOURCE_LOG_WORDS = {
  sourceKind: { values: SOURCE_ANSWERS, means: kindNamed },
  channel: {
    values: Object.keys(CHANNELS),
    means: (text) => CHANNEL_OF.get(columnKey(text)) ?? null,
  },
} satisfies Record<string, WordList>;

/** Kinds only, nearest first: a file cannot identify the people of a chain. */
const asHops: CellReader = (text, order) => {
  const cell = asList(text.replaceAll(/[<>→]/g, ','), order);
  const words = 'value' in cell && Array.isArray(cell.value) ? cell.value.map(String) : [];
  const kinds = words.map((word) => ({ word, kind: kindNamed(word) }));
  const strange = kinds.find(({ kind }) => kind === null || kind === 'not_said');
  return strange
    ? { fault: `"${strange.word}" is no kind of source` }
    : { value: kinds.map(({ kind }) => ({ kind })) };
};

export const SOURCE_LOG_CELLS = {
  ...CLIENT_ID_CELLS,
  date: asTime,
  referrerRef: asReference,
  hops: asHops,
  isArrival: asYesNo,
} satisfies Partial<Record<keyof typeof SOURCE_LOG_COLUMNS.names, CellReader>>;
