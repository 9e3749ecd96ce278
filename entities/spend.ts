import { defineEntity, p } from '@mikro-orm/postgresql';
import { SOURCE_KINDS } from '../policy/source-log/source-kinds.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

const SpendSchema = defineEntity({
  name: 'Spend',
  tableName: 'spend',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'updatedAt', 'id'] }],
  uniques: [{ properties: ['practiceId', 'sourceKind', 'month'] }],
  properties: {
    ...inPractice,
    sourceKind: p.enum(SOURCE_KINDS).columnType('text'),
    /** YYYY-MM. */
    month: p.text(),
    /** In pence or cents of `currency`. */
    amountMinor: p.integer(),
    /** Staff time. */
    minutes: p.integer(),
    currency: p.text(),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** What a practice spent on one kind of source in one month, in money and in time (S31). */
export class Spend extends SpendSchema.class {}
SpendSchema.setClass(Spend);
