import { defineEntity, p } from '@mikro-orm/postgresql';
import { practiceScope } from './scope.ts';

const CounterSchema = defineEntity({
  name: 'Counter',
  tableName: 'counter',
  primaryKeys: ['practiceId', 'name'],
  filters: practiceScope,
  properties: {
    practiceId: p.uuid().primary(),
    name: p.text().primary(),
    value: p.integer(),
  },
});

/** The last number given out; its row is locked last in a transaction, so that numbers have no gaps. */
export class Counter extends CounterSchema.class {}
CounterSchema.setClass(Counter);
