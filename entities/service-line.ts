import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Stage } from '../policy/journeys/stage.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

const ServiceLineSchema = defineEntity({
  name: 'ServiceLine',
  tableName: 'service_line',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'updatedAt', 'id'] }],
  uniques: [{ properties: ['practiceId', 'name'] }],
  properties: {
    ...inPractice,
    name: p.text(),
    stages: p.json().$type<Stage[]>(),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** What the practice offers, with the stages the work goes through; a client's stage is one of these names. */
export class ServiceLine extends ServiceLineSchema.class {}
ServiceLineSchema.setClass(ServiceLine);
