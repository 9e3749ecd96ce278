import { defineEntity, p } from '@mikro-orm/postgresql';
import { CAPACITY_STATUSES, FULL_MODES } from '../policy/capacity/capacity-terms.ts';
import { inPractice, inSamePractice, idIn, moment, practiceScope } from './scope.ts';
import { ServiceLine } from './service-line.ts';
import { Staff } from './staff.ts';

const CapacityStatementSchema = defineEntity({
  name: 'CapacityStatement',
  tableName: 'capacity_statement',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'supersededAt'] }],
  properties: {
    ...inPractice,
    practitionerId: idIn('practitioner_id'),
    practitioner: () => inSamePractice(Staff, 'practitioner_id'),
    serviceLineId: idIn('service_line_id').nullable(),
    /** Null: of everything that they do. */
    serviceLine: () => inSamePractice(ServiceLine, 'service_line_id').nullable(),
    status: p.enum(CAPACITY_STATUSES).columnType('text'),
    /** YYYY-MM. */
    nextOpening: p.text().nullable(),
    /** Whole weeks. */
    waitFrom: p.integer().nullable(),
    waitTo: p.integer().nullable(),
    validUntil: moment(),
    mode: p.enum(FULL_MODES).columnType('text'),
    /** Colleagues for whose people places are kept. */
    placesFor: p.array().columnType('uuid[]'),
    statedAt: moment(),
    statedBy: p.uuid().nullable(),
    /** When the next statement of the same took its place. */
    supersededAt: moment().nullable(),
  },
});

/** What somebody said of their places, and when; the one before it stays, so that it can be read who changed what when. */
export class CapacityStatement extends CapacityStatementSchema.class {
  supersede(now: Date): void {
    this.supersededAt = now;
  }
}
CapacityStatementSchema.setClass(CapacityStatement);
