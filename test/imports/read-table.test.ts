import { expect, test } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import * as fc from 'fast-check';
import { CLIENT_COLUMNS } from '../../imports/client-columns.ts';
import { isKnownColumn } from '../../imports/columns.ts';
import { readTable, type TableRow } from '../../imports/read-table.ts';

const known = isKnownColumn(CLIENT_COLUMNS, new Map());

async function read(file: string | Buffer): Promise<{ header: readonly string[]; rows: TableRow[] }> {
  const { header, rows } = readTable(Buffer.from(file), known);
  return { header, rows: await Array.fromAsync(rows) };
}

const cells = async (file: string | Buffer) => (await read(file)).rows.map((row) => row.cells);

test.each([
  ['commas', 'First name,Email\nJane,j@example.org\n'],
  ['semicolons', 'First name;Email\nJane;j@example.org\n'],
  ['tabs', 'First name\tEmail\nJane\tj@example.org\n'],
  ['bars', 'First name|Email\nJane|j@example.org\n'],
  ['Windows line ends', 'First name,Email\r\nJane,j@example.org\r\n'],
  ['old Mac line ends', 'First name,Email\rJane,j@example.org\r'],
  ['mixed line ends', 'First name,Email\r\nJane,j@example.org\n'],
  ['no last line end', 'First name,Email\nJane,j@example.org'],
  ['every cell in quotes', '"First name","Email"\n"Jane","j@example.org"\n'],
  ['a byte order mark', '\uFEFFFirst name,Email\nJane,j@example.org\n'],
  ['a mark before a quoted header', '\uFEFF"First name","Email"\nJane,j@example.org\n'],
  ["Excel's hint", 'sep=;\r\nFirst name;Email\r\nJane;j@example.org\r\n'],
  ['a quoted hint after a mark', '\uFEFF"sep=|"\nFirst name|Email\nJane|j@example.org\n'],
  ['another delimiter inside the quotes of the header', '"First name";"Email"\nJane;j@example.org\n'],
  ['blank lines before the header', '\n;;\nFirst name;Email\nJane;j@example.org\n'],
])('a file with %s is read', async (_, file) => {
  expect(await cells(file)).toEqual([['Jane', 'j@example.org']]);
});

test.each<[string, Buffer]>([
  ['UTF-8', Buffer.from('First name;Email\nZoë €;z@example.org\n')],
  ['UTF-16, little end first', Buffer.from('\uFEFFFirst name;Email\nZoë €;z@example.org\n', 'utf16le')],
  ['UTF-16, big end first', Buffer.from('\uFEFFFirst name;Email\nZoë €;z@example.org\n', 'utf16le').swap16()],
  ['Windows-1252', Buffer.from('First name;Email\nZo\xEB \x80;z@example.org\n', 'latin1')],
])('names keep their accents in %s', async (_, file) => {
  expect(await cells(file)).toEqual([['Zoë €', 'z@example.org']]);
});

test('rows are numbered as a spreadsheet shows them', async () => {
  const { rows } = await read('First name,Email\n\nA,"several\nlines"\n,\nB,b@example.org\n');

  expect(rows.map(({ row, cells: [name] }) => [row, name])).toEqual([
    [3, 'A'],
    [5, 'B'],
  ]);
});

test('a delimiter counts only outside quotation marks', async () => {
  expect(await cells('"Name, with, commas";Email\n"a;b";"c ""d"""\n')).toEqual([['a;b', 'c "d"']]);
});

test('a stray quotation mark inside a cell does no harm', async () => {
  expect(await cells('First name,Email\nJane "JJ" Doe,j@example.org\n')).toEqual([
    ['Jane "JJ" Doe', 'j@example.org'],
  ]);
});

test.each<[string, Buffer, RegExp]>([
  ['an open quotation mark', Buffer.from('First name,Email\nA,a\n\nB,"b\nC,c\n'), /^Row 4: a quotation mark/],
  [
    'a cell without end',
    Buffer.from(`First name,Email\nA,"${'x\n'.repeat(600_000)}`),
    /^Row 2: a quotation mark/,
  ],
  ['an Excel workbook', Buffer.from('504b030414000600', 'hex'), /Excel workbook/],
  ['an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /Excel workbook/],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), /not a text file/],
])('%s is refused in words that help', async (_, file, words) => {
  await expect(read(file)).rejects.toThrow(words);
});

const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\0'));
const spread = fc.constantFrom('utf8', 'utf8 with mark', 'utf16le', 'utf16be');

test('whatever a spreadsheet writes is read back the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), cell, cell), { minLength: 1, maxLength: 20 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      spread,
      async (records, delimiter, lineEnd, quoted, encoding) => {
        const options = { delimiter, record_delimiter: lineEnd, quoted, quoted_match: /[\r\n"]/ };
        const text = stringify([['First name', 'Email', 'Notes'], ...records], options);

        expect(await cells(encoded(text, encoding))).toEqual(records);
      },
    ),
  );
});

function encoded(text: string, encoding: string): Buffer {
  if (encoding === 'utf8') return Buffer.from(text);
  if (encoding === 'utf8 with mark') return Buffer.from(`\uFEFF${text}`);
  const wide = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return encoding === 'utf16be' ? wide.swap16() : wide;
}

test('cells are read the same wherever the pieces of a long file end', async () => {
  const rows = Array.from({ length: 9_000 }, (_, index) => [`Zoë ${index}`, `"é"\r\n${index}`]);
  const file = stringify([['First name', 'Email'], ...rows], { record_delimiter: '\r\n' });

  expect(await cells(file)).toEqual(rows);
});
