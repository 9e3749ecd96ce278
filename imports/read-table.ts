import { pipeline, Readable } from 'node:stream';
import { CsvError, parse, type Options } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { textPieces } from './decode.ts';
import { encodingOf, type Encoding } from './encoding.ts';
import { fileFault } from './file-fault.ts';

/** `row` counts as a spreadsheet shows it: the header is 1, blank lines count, a cell of several lines does not. */
export type TableRow = { row: number; cells: readonly string[] };
export type Table = { encoding: Encoding; header: readonly string[]; rows: AsyncGenerator<TableRow> };

const DELIMITERS = [',', ';', '\t', '|'];
const LONGEST_ROW_BYTES = 1_000_000;

/** Excel's own hint, a first line "sep=;"; it is not shown as a row. */
const SEPARATOR_LINE = /^"?sep=([^"\r\n])"?[^\S\r\n]*(?:\r\n|\n|\r|$)/i;

const FORGIVING = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_quotes: true,
  relax_column_count: true,
} satisfies Options;

/** A table as practice systems and spreadsheets write it, read row by row however long it is. */
export function readTable(bytes: Buffer, isKnown: (column: string) => boolean): Table {
  const encoding = encodingOf(bytes);
  const [start = ''] = textPieces(bytes, encoding);
  const hint = SEPARATOR_LINE.exec(start);
  const skipped = hint?.[0].length ?? 0;
  const candidates = hint?.[1] === undefined ? DELIMITERS : [hint[1]];
  const { delimiter, header } = likeliestHeader(start.slice(skipped), candidates, isKnown);
  return {
    encoding,
    header,
    rows: rowsBelowHeader(skipStart(textPieces(bytes, encoding), skipped), delimiter),
  };
}

/** The delimiter that gives the most columns we know, then the most columns; both outside quotes. */
function likeliestHeader(start: string, delimiters: readonly string[], isKnown: (column: string) => boolean) {
  const readings = delimiters.map((delimiter) => ({ delimiter, header: headerOf(start, delimiter) }));
  const known = (header: readonly string[]) => header.filter(isKnown).length;
  return readings.reduce((best, next) => {
    const better = known(next.header) - known(best.header) || next.header.length - best.header.length;
    return better > 0 ? next : best;
  });
}

function headerOf(start: string, delimiter: string): string[] {
  try {
    const [header = []] = parseAtOnce(start, {
      ...FORGIVING,
      delimiter,
      to: 1,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    });
    return header.map((cell) => cell.trim());
  } catch {
    // harmless: without a header under this delimiter another one is tried, and what is wrong is said by the reading itself
    return [];
  }
}

function* skipStart(pieces: Iterable<string>, length: number): Generator<string> {
  let left = length;
  for (const piece of pieces) {
    yield piece.slice(left);
    left = Math.max(0, left - piece.length);
  }
}

async function* rowsBelowHeader(text: Iterable<string>, delimiter: string): AsyncGenerator<TableRow> {
  const parser = parse({ ...FORGIVING, delimiter, max_record_size: LONGEST_ROW_BYTES });
  pipeline(Readable.from(text), parser, () => undefined);
  let row = 0;
  let headerSeen = false;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (cells.every((cell) => cell.trim() === '')) continue;
      if (headerSeen) yield { row, cells };
      headerSeen = true;
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error) : error;
  }
}

/** The parser is ahead of the rows that were handed out, so the row is counted by the parser. */
function unreadable(error: CsvError): Error {
  const row = Number(error['records']) + 1;
  return fileFault(
    error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
      ? `Row ${row}: a quotation mark (") is opened and never closed, so everything after it would be one cell. Nothing was imported.`
      : `Row ${row} cannot be read as CSV. Nothing was imported.`,
  );
}
