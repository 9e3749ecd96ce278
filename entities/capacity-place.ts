import { defineEntity, p } from '@mikro-orm/postgresql';
import { PLACES_BY_HAND } from '../policy/capacity/capacity-terms.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

const CapacityPlaceSchema = defineEntity({
  name: 'CapacityPlace',
  tableName: 'capacity_place',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'place', 'updatedAt'] }],
  properties: {
    ...inPractice,
    place: p.enum(PLACES_BY_HAND).columnType('text'),
    /** What the practice said then (`contentOf`), and so does the place. */
    says: p.text(),
    updatedAt: moment(),
    updatedBy: p.uuid().nullable(),
  },
});

/** Somebody changed by hand what a place says of our capacity: a row a time, never changed (S72). */
export class CapacityPlace extends CapacityPlaceSchema.class {}
CapacityPlaceSchema.setClass(CapacityPlace);
