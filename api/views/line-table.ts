import { SourceLogLine } from '../../entities/source-log-line.ts';
import type { CsvTable } from '../csv-pages.ts';
import { lineView } from './line-view.ts';

/** The source log as CSV, as its list shows it; hops are one cell, nearest first: a kind, and where it is known `:` and the id. */
export const LINE_TABLE: CsvTable<SourceLogLine> = {
  entity: SourceLogLine,
  key: 'number',
  columns: [
    'number',
    'kind',
    'corrects',
    'referralId',
    'enquiryId',
    'clientId',
    'sourceKind',
    'sourceRef',
    'hops',
    'channel',
    'receivedAt',
    'recordedAt',
    'recordedBy',
  ],
  cells: (_tx, lines) => Promise.resolve(lines.map(lineCells)),
};

export function lineCells(line: SourceLogLine) {
  const hops = line.hops?.map(({ kind, sourceId, clientId, professionalId }) =>
    [kind, sourceId ?? clientId ?? professionalId].filter((part) => part !== undefined).join(':'),
  );
  return { ...lineView(line), hops: hops?.join(' ') ?? null };
}
