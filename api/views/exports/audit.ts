import { AuditEntry } from '../../../entities/audit-entry.ts';
import type { CsvTable } from '../../csv-pages.ts';
import { fieldsOf } from '../csv.ts';

const COLUMNS = [
  'id',
  'at',
  'actor',
  'staffId',
  'linkPurpose',
  'linkSubjectId',
  'action',
  'entity',
  'entityId',
  'fields',
] as const;

/** Who did what to which record, by ids and names of fields. */
export const AUDIT_TABLE: CsvTable<AuditEntry> = {
  entity: AuditEntry,
  key: 'id',
  columns: COLUMNS,
  cells: (_tx, entries) => Promise.resolve(entries.map((one) => fieldsOf(one, COLUMNS))),
};
