import type { Encoding } from './encoding.ts';
import { fileFault } from './file-fault.ts';

const PIECE_BYTES = 64 * 1024;

/** What a spreadsheet program, a printer or a mail program saves instead of a text file. */
const OTHER_FORMATS: readonly { bytes: string; what: string }[] = [
  { bytes: '504b0304', what: 'an Excel workbook (or another zipped file)' },
  { bytes: 'd0cf11e0', what: 'an old Excel workbook' },
  { bytes: '25504446', what: 'a PDF' },
];

/** Decodes a file in chunks. Bytes that are no character of its encoding become U+FFFD; anything that is not text is refused. */
export function* textPieces(bytes: Buffer, encoding: Encoding): Generator<string> {
  if (!encoding.startsWith('utf-16')) refuseOtherFormats(bytes);
  const decoder = new TextDecoder(encoding);
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
    yield decoder.decode(bytes.subarray(from, from + PIECE_BYTES), { stream: true });
  }
  yield decoder.decode();
}

/** Refuses what is no text at all. */
function refuseOtherFormats(bytes: Buffer): void {
  const start = bytes.subarray(0, 4).toString('hex');
  const other = OTHER_FORMATS.find((format) => format.bytes === start);
  if (other) throw fileFault(`This is ${other.what}, not a text file. Open it and save it as CSV.`);
  if (bytes.includes(0)) throw fileFault('This is not a text file. Export or save it as CSV (UTF-8).');
}
