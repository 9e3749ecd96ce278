import { defineEntity, p } from '@mikro-orm/postgresql';
import { moment } from './scope.ts';

export const JOURNALED_CHANGES = ['insert', 'update', 'delete'] as const;

const JournalEntrySchema = defineEntity({
  name: 'JournalEntry',
  tableName: 'journal_entry',
  indexes: [{ properties: ['writtenAt', 'at'] }],
  properties: {
    id: p.uuid().primary(),
    at: moment(),
    /** Null: of the whole installation. */
    practiceId: p.uuid().nullable(),
    /** The table that was changed. */
    subject: p.text(),
    change: p.enum(JOURNALED_CHANGES).columnType('text'),
    /** Its columns: keyed hashes, ids, kinds and times. */
    row: p.json().$type<Record<string, unknown>>(),
    /** When it was written to the journal outside of the database, or read from there. */
    writtenAt: moment().nullable(),
  },
});

/**
 * A "no" of somebody, as the journal outside of the database keeps it for a restored backup (decision 0098). Triggers
 * write it with the change itself. It is read for all practices at once, so it has no row-level security.
 */
export class JournalEntry extends JournalEntrySchema.class {}
JournalEntrySchema.setClass(JournalEntry);
