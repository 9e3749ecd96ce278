import { audit } from '../../facts/transaction.ts';
import type { Tx } from '../../facts/transaction.ts';
import type { Practice } from '../../entities/practice.ts';
import { csvPages, type CsvTable } from '../csv-pages.ts';
import { type Pages, route } from '../route.ts';
import { AUDIT_TABLE } from '../views/exports/audit.ts';
import { clientTable } from '../views/exports/clients.ts';
import { MESSAGE_TABLE } from '../views/exports/messages.ts';
import { PROFESSIONAL_TABLE } from '../views/exports/professionals.ts';
import { REFERRAL_TABLE } from '../views/exports/referrals.ts';
import { SOURCE_LOG_TABLE } from '../views/exports/source-log.ts';

const PROMISE =
  'A file for other programs: UTF-8, a header row, one line a record, times as RFC 3339; a cell that a spreadsheet would take for a formula has an apostrophe in front. Each record that was there when it was asked for is in it once, as it was when its page was read; what is entered meanwhile is not. A connection that is cut has not sent everything. Who exported what is in the audit log.';

type Kind = 'clients' | 'professionals' | 'referrals' | 'source-log' | 'messages' | 'audit';

export const exportRoutes = [
  exportRoute('clients', 'client', {
    summary: 'All clients, to keep or to take along',
    description:
      'The columns that `POST /imports/clients` reads come first, so that the file can be imported again. `onHold` says that something holds a client back, never what. Whoever was erased is not in it.',
    table: ({ timezone }) => clientTable(timezone),
  }),
  exportRoute('professionals', 'professional', {
    summary: 'All colleagues, to keep or to take along',
    description: 'As `POST /imports/professionals` reads it. Whoever was erased is not in it.',
    table: () => PROFESSIONAL_TABLE,
  }),
  exportRoute('referrals', 'referral', {
    summary: 'All referrals, and how each was thanked',
    description: 'By number. First names as long as they are kept; no address of anybody.',
    table: () => REFERRAL_TABLE,
  }),
  exportRoute('source-log', 'source_log', {
    summary: 'The whole source log, to keep or to take along',
    description:
      'Every numbered line, corrections too. The columns that `POST /imports/source-log` reads say what is in force now; `writtenKind`, `writtenRef` and `writtenHops` what the line itself says. `isArrival` is no where another line tells of the same arrival, and an import passes it over.',
    table: () => SOURCE_LOG_TABLE,
  }),
  exportRoute('messages', 'message', {
    summary: 'All messages: to whom by id, when, and what became of them',
    description: 'No address, no subject and no words of any of them.',
    table: () => MESSAGE_TABLE,
  }),
  exportRoute('audit', 'audit', {
    summary: 'The audit log: who did what to which record',
    description: 'Ids and names of fields, never values.',
    table: () => AUDIT_TABLE,
  }),
];

type About = {
  summary: string;
  description: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- each table is of one entity, and one route serves any of them
  table: (practice: Practice) => CsvTable<any>;
};

function exportRoute(kind: Kind, entity: string, { summary, description, table }: About) {
  return route({
    name: `GET /exports/${kind}`,
    tag: 'Exports',
    summary,
    description: `${description}\n\n${PROMISE}`,
    answers: {},
    alsoAs: ['text/csv'],
    async handle({ tx, practice }) {
      return {
        status: 200,
        pages: await noted(tx, entity, table(practice)),
        type: 'text/csv',
        headers: { 'Content-Disposition': `attachment; filename="${kind}.csv"` },
      };
    },
  });
}

// oxlint-disable-next-line typescript/no-explicit-any -- as above
function noted(tx: Tx, entity: string, table: CsvTable<any>): Promise<Pages> {
  audit(tx, 'export', { entity, id: null });
  return csvPages(tx, table);
}
