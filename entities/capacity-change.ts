import { defineEntity, p } from '@mikro-orm/postgresql';
import { inPractice, moment, practiceScope } from './scope.ts';

const CapacityChangeSchema = defineEntity({
  name: 'CapacityChange',
  tableName: 'capacity_change',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'at'] }],
  properties: {
    ...inPractice,
    /** What the practice as a whole says from then on (`contentOf`), without its date; never a name. */
    says: p.text(),
    at: moment(),
  },
});

/** From when on the practice as a whole said something else: a row a change, whoever or whatever brought it about. */
export class CapacityChange extends CapacityChangeSchema.class {}
CapacityChangeSchema.setClass(CapacityChange);
