import { isUtf8 } from 'node:buffer';
import { fileFault } from './file-fault.ts';

const PIECE_BYTES = 64 * 1024;

/** What a spreadsheet program, a printer or a mail program saves instead of a text file. */
const OTHER_FORMATS: readonly { bytes: string; what: string }[] = [
  { bytes: '504b0304', what: 'an Excel workbook (or another zipped file)' },
  { bytes: 'd0cf11e0', what: 'an old Excel workbook' },
  { bytes: '25504446', what: 'a PDF' },
];

/**
 * Decodes a file in chunks: by its byte order mark, else as UTF-8, else as Windows-1252 (older Excel). Anything that is
 * not text is refused.
 */
export function* textPieces(bytes: Buffer): Generator<string> {
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
    yield decoder.decode(bytes.subarray(from, from + PIECE_BYTES), { stream: true });
  }
  yield decoder.decode();
}

function encodingOf(bytes: Buffer): string {
  const start = bytes.subarray(0, 4).toString('hex');
  if (start.startsWith('fffe')) return 'utf-16le';
  if (start.startsWith('feff')) return 'utf-16be';
  const other = OTHER_FORMATS.find((format) => format.bytes === start);
  if (other) throw fileFault(`This is ${other.what}, not a text file. Open it and save it as CSV.`);
  if (bytes.includes(0)) throw fileFault('This is not a text file. Export or save it as CSV (UTF-8).');
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}
