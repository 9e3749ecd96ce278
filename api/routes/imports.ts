import type { z } from 'zod';
import type { Practice } from '../../entities/practice.ts';
import type { Tx } from '../../facts/transaction.ts';
import type { ImportAsked } from '../../imports/import-file.ts';
import type { ImportFileKind } from '../../policy/practice/import-files.ts';
import { runImport } from '../import-kinds.ts';
import { ok, route } from '../route.ts';
import { CsvFile, ImportQuery, ImportResult } from '../schemas/import.ts';

const ANY_FILE =
  `Comma, semicolon, tab or bar; UTF-8, UTF-16, Windows-1252 or Mac OS Roman, and the answer says which. Columns are known as Cliniko, Jane and SimplePractice
export them, under our own names, or by \`map\`; every other column is left unread and listed. Dates in figures are read in the order
that the file itself shows, day first where it shows none (month first for a practice in the US). Rows that are wrong are named and left
out, or kept without the field that is wrong; the others are kept. An empty cell erases nothing, and the same file twice adds nothing. Nobody is written to.`.replace(
    /\n/g,
    ' ',
  );
const WHOSE =
  'A client is found by reference (clientRef), else by e-mail address, where a first name tells two of one mailbox apart, else by a full name that only one client bears.';

const FILE = {
  tag: 'Imports',
  accepts: 'csv',
  query: ImportQuery,
  body: CsvFile,
  answers: { 200: ImportResult },
} as const;

export const importRoutes = [
  route({
    ...FILE,
    name: 'POST /imports/clients',
    summary: 'Import clients from a CSV file',
    description: `${ANY_FILE}\n\nA client is known again by externalRef, else by e-mail address and name; a first name that was put right is found. Who is only like somebody is added and listed. Columns that say that somebody is not to be written to, or has died, are heeded. Of a date of birth the year is kept.`,
    handle: (asked) => imported('clients', asked),
  }),

  route({
    ...FILE,
    name: 'POST /imports/professionals',
    summary: 'Import colleagues from a CSV file',
    description: `${ANY_FILE}\n\nA colleague is known again by e-mail address, else by name and organisation; who has no kind becomes \`other\`.`,
    handle: (asked) => imported('professionals', asked),
  }),

  route({
    ...FILE,
    name: 'POST /imports/sessions',
    summary: 'Import appointments from a CSV file',
    description: `${ANY_FILE}\n\n${WHOSE} An appointment is known again by externalRef, else by client and time; the file says its \`status\`, or who did not arrive. A time without an offset is the practice's own; a day without a time counts from its end. Nothing goes and no run begins because of an appointment that came in a file; a milestone that waits for one may ride after it.`,
    handle: (asked) => imported('sessions', asked),
  }),

  route({
    ...FILE,
    name: 'POST /imports/source-log',
    summary: 'Import where people came from in the past, from a CSV file',
    description: `${ANY_FILE}\n\nEach row is a numbered line of the source log: its day, its source (the kind by itself, or read out of words such as "Google" or "GP: Elm Surgery"), and the client whose source it is, where one is named. ${WHOSE} A client whose source is known already keeps it and has no second line. Who referred them is a client only by reference or e-mail address (referrerRef, referrerEmail); a name is kept as a source.`,
    handle: (asked) => imported('source-log', asked),
  }),

  route({
    ...FILE,
    name: 'POST /imports/satisfaction',
    summary: 'Import scores from a CSV file',
    description: `${ANY_FILE}\n\nA row is of a client who is named (csat or fft, with its day), or of nobody: then any measure, of which the month is kept. ${WHOSE} A row is known again by what it says and by its place among equal rows, so that rows without a day are best sent a whole month at a time. A low score in a file is nobody's task.`,
    handle: (asked) => imported('satisfaction', asked),
  }),
];

type Asked = { tx: Tx; practice: Practice; query: z.output<typeof ImportQuery>; body: unknown };

/** Without a body there are no bytes, which is an empty file. */
async function imported(what: ImportFileKind, { tx, practice, query, body }: Asked) {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const asked: ImportAsked = { bytes, ...query, locale: practice.locale };
  return ok<z.output<typeof ImportResult>>(await runImport(tx, what, asked, practice));
}
