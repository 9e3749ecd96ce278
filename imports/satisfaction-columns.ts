import { INSTRUMENTS } from '../policy/clients/instruments.ts';
import { asTime, asMonth, asNumber, type CellReader } from './cells.ts';
import { columnKey, type ColumnNames } from './columns.ts';
import type { WordList } from './word-lists.ts';
import { CLIENT_ID_CELLS, CLIENT_ID_COLUMNS } from './client-cells.ts';

/** The columns that are read for scores; questionnaire items never are. */
export const SATISFACTION_COLUMNS = {
  prefixes: [],
  single: ['clientRef'],
  names: {
    ...CLIENT_ID_COLUMNS,
    instrument: ['instrument', 'measure', 'questionnaire', 'survey', 'scale', 'assessment'],
    score: ['score', 'total score', 'total', 'rating', 'result'],
    at: ['at', 'date', 'date completed', 'completed at', 'completed on', 'answered at', 'submitted at'],
    month: ['month'],
    practitionerId: ['practitioner id', 'kindword practitioner id'],
    serviceLineId: ['service line id', 'kindword service line id'],
    stage: ['stage', 'programme stage', 'program stage'],
  },
} as const satisfies ColumnNames;

const CALLED: Readonly<Record<(typeof INSTRUMENTS)[number], readonly string[]>> = {
  csat: ['satisfaction', 'session satisfaction', 'client satisfaction'],
  fft: ['friends and family', 'friends and family test'],
  nps: ['net promoter score'],
  srs: ['session rating scale'],
  ors: ['outcome rating scale'],
  core10: ['core-10'],
};
const MEANING = new Map(
  INSTRUMENTS.flatMap((instrument) =>
    [instrument, ...CALLED[instrument]].map((name) => [columnKey(name), instrument] as const),
  ),
);

/** The columns of closed words. */
export const SATISFACTION_WORDS = {
  instrument: { values: INSTRUMENTS, means: (text) => MEANING.get(columnKey(text)) ?? null },
} satisfies Record<string, WordList>;

export const SATISFACTION_CELLS = {
  ...CLIENT_ID_CELLS,
  score: asNumber,
  at: asTime,
  month: asMonth,
} satisfies Partial<Record<keyof typeof SATISFACTION_COLUMNS.names, CellReader>>;
