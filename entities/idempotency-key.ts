import { defineEntity, p } from '@mikro-orm/postgresql';
import { moment, practiceScope } from './scope.ts';
import { sealed } from './sealing/sealed.ts';

const IdempotencyKeySchema = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_key',
  primaryKeys: ['practiceId', 'key'],
  filters: practiceScope,
  indexes: [{ properties: ['createdAt'] }],
  properties: {
    practiceId: p.uuid().primary(),
    key: p.text().primary(),
    requestHash: p.text(),
    status: p.integer(),
    answer: sealed('idempotency_key.answer').nullable(),
    createdAt: moment(),
  },
});

/** The answer that was given to a key, so that the same question asked again gets the same answer. */
export class IdempotencyKey extends IdempotencyKeySchema.class {}
IdempotencyKeySchema.setClass(IdempotencyKey);
