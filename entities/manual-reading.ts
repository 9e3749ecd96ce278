import { defineEntity, p } from '@mikro-orm/postgresql';
import { inPractice, moment, practiceScope } from './scope.ts';

const ManualReadingSchema = defineEntity({
  name: 'ManualReading',
  tableName: 'manual_reading',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  uniques: [{ properties: ['practiceId', 'staffId', 'version'] }],
  properties: {
    ...inPractice,
    staffId: p.uuid(),
    version: p.integer(),
    at: moment(),
  },
});

/** Somebody who works here has read and understood a version of the manual (S46). */
export class ManualReading extends ManualReadingSchema.class {}
ManualReadingSchema.setClass(ManualReading);
