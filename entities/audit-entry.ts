import { defineEntity, p } from '@mikro-orm/postgresql';
import { TOKEN_PURPOSES } from './public-token.ts';
import { appendOnlyForSixYears } from './append-only.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

export const ACTORS = ['staff', 'workflow', 'postmark', 'visitor', 'operator', 'link'] as const;

const AuditEntrySchema = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  triggers: appendOnlyForSixYears,
  indexes: [{ properties: ['practiceId', 'at'] }],
  properties: {
    ...inPractice,
    at: moment(),
    actor: p.enum(ACTORS).columnType('text'),
    staffId: p.uuid().nullable(),
    /** Of what was done by link: what it was made for, and about whom or what. */
    linkPurpose: p.enum(TOKEN_PURPOSES).columnType('text').nullable(),
    linkSubjectId: p.uuid().nullable(),
    action: p.text(),
    entity: p.text(),
    entityId: p.uuid().nullable(),
    fields: p.array().columnType('text[]'),
  },
});

/** Who did what to which record: ids and field names, never values; append-only, for six years. */
export class AuditEntry extends AuditEntrySchema.class {}
AuditEntrySchema.setClass(AuditEntry);
