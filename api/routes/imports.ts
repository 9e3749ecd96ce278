import { importClients } from '../../facts/import-clients.ts';
import { importProfessionals } from '../../facts/import-professionals.ts';
import { CLIENT_CELLS, CLIENT_COLUMNS } from '../imports/client-columns.ts';
import { importFile } from '../imports/import-file.ts';
import { PROFESSIONAL_CELLS, PROFESSIONAL_COLUMNS } from '../imports/professional-columns.ts';
import { ok, route } from '../route.ts';
import { NewClient } from '../schemas/client.ts';
import { CsvFile, ImportQuery, ImportResult, ProfessionalRow } from '../schemas/import.ts';

const ANY_FILE =
  `Comma, semicolon, tab or bar; UTF-8, UTF-16 or Windows-1252. Columns are known as Cliniko, Jane and SimplePractice
export them, under our own names, or by \`map\`; every other column is left unread and listed. Rows that are wrong are named and left
out, the others are kept. An empty cell erases nothing, and the same file twice adds nothing. Nobody is written to.`.replace(
    /\n/g,
    ' ',
  );

export const importRoutes = [
  route({
    name: 'POST /imports/clients',
    tag: 'Imports',
    summary: 'Import clients from a CSV file',
    description: `${ANY_FILE}\n\nA client is known again by externalRef, else by e-mail address and first name. Of a date of birth the year is kept.`,
    accepts: 'csv',
    query: ImportQuery,
    body: CsvFile,
    answers: { 200: ImportResult },
    handle: async ({ fact, query, body }) =>
      ok(
        await importFile(
          fact,
          { bytes: bytesOf(body), ...query },
          {
            entity: 'client',
            columns: CLIENT_COLUMNS,
            cells: CLIENT_CELLS,
            keepsTitle: false,
            schema: NewClient,
            needs: [
              { oneOf: ['firstName', 'fullName'], called: 'a first name' },
              { oneOf: ['email', 'externalRef'], called: 'an e-mail address or a reference' },
            ],
            startKeeping: importClients,
          },
        ),
      ),
  }),

  route({
    name: 'POST /imports/professionals',
    tag: 'Imports',
    summary: 'Import colleagues from a CSV file',
    description: `${ANY_FILE}\n\nA colleague is known again by e-mail address, else by name and organisation; who has no kind becomes \`other\`.`,
    accepts: 'csv',
    query: ImportQuery,
    body: CsvFile,
    answers: { 200: ImportResult },
    handle: async ({ fact, practice, query, body }) =>
      ok(
        await importFile(
          fact,
          { bytes: bytesOf(body), ...query },
          {
            entity: 'professional',
            columns: PROFESSIONAL_COLUMNS,
            cells: PROFESSIONAL_CELLS,
            keepsTitle: true,
            schema: ProfessionalRow,
            needs: [
              { oneOf: ['firstName', 'fullName'], called: 'a first name' },
              { oneOf: ['lastName', 'fullName'], called: 'a last name' },
            ],
            startKeeping: (inner) => importProfessionals(inner, practice),
          },
        ),
      ),
  }),
];

/** Without a body there are no bytes, which is an empty file. */
function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
