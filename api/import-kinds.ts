import type { Practice } from '../entities/practice.ts';
import { dateIn } from '../facts/practice/practice-today.ts';
import type { Tx } from '../facts/transaction.ts';
import { clientRecords } from '../imports/client-columns.ts';
import { importClients } from '../imports/import-clients.ts';
import { importFile, type ImportAsked, type ImportResult } from '../imports/import-file.ts';
import { importProfessionals } from '../imports/import-professionals.ts';
import { importSatisfaction } from '../imports/import-satisfaction.ts';
import { importSessions } from '../imports/import-sessions.ts';
import { importSourceLog } from '../imports/import-source-log.ts';
import { professionalRecords } from '../imports/professional-columns.ts';
import { readColumns, type ColumnsRead } from '../imports/read-columns.ts';
import { satisfactionRecords } from '../imports/satisfaction-row.ts';
import { sessionRecords } from '../imports/session-row.ts';
import { sourceLogRecords } from '../imports/source-log-row.ts';
import type { Wall } from '../imports/written-times.ts';
import type { ImportFileKind } from '../policy/practice/import-files.ts';
import { NewClient } from './schemas/client.ts';
import { ProfessionalRow } from './schemas/import.ts';

/** Imports a file of one kind, or with `dryRun` says what it would do. */
export function runImport(
  tx: Tx,
  what: ImportFileKind,
  asked: ImportAsked,
  practice: Practice,
): Promise<ImportResult> {
  const wall = wallOf(tx, practice);
  switch (what) {
    case 'clients':
      return importFile(tx, asked, clientRecords(NewClient), (inner) =>
        importClients(inner, practice.timezone),
      );
    case 'professionals':
      return importFile(tx, asked, professionalRecords(ProfessionalRow), (inner) =>
        importProfessionals(inner, practice),
      );
    case 'sessions':
      return importFile(tx, asked, sessionRecords(wall), (inner) => importSessions(inner, practice.timezone));
    case 'source-log':
      return importFile(tx, asked, sourceLogRecords(wall), importSourceLog);
    case 'satisfaction':
      return importFile(tx, asked, satisfactionRecords(wall), importSatisfaction);
  }
}

/** The columns of such a file, what each is read as, and its first rows. */
export function columnsIn(
  tx: Tx,
  what: ImportFileKind,
  asked: Pick<ImportAsked, 'bytes' | 'map'>,
  practice: Practice,
): Promise<ColumnsRead> {
  return readColumns(asked, kindOf(what, wallOf(tx, practice)));
}

function kindOf(what: ImportFileKind, wall: Wall) {
  switch (what) {
    case 'clients':
      return clientRecords(NewClient);
    case 'professionals':
      return professionalRecords(ProfessionalRow);
    case 'sessions':
      return sessionRecords(wall);
    case 'source-log':
      return sourceLogRecords(wall);
    case 'satisfaction':
      return satisfactionRecords(wall);
  }
}

function wallOf({ now }: Tx, { timezone }: Practice): Wall {
  return { zone: timezone, now, today: dateIn(timezone, now) };
}
