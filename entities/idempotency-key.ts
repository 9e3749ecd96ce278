import { defineEntity, p } from '@mikro-orm/postgresql';
import { moment, practiceScope } from './scope.ts';
import { sealed } from './crypto/sealed.ts';

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

/**
 * The answer that was given to a key, so that the same question asked again gets the same answer. Rows of public forms
 * (`form/…`) say what was sent already, and matter for as long as their link works: 14 days for a Friday list.
 */
export class IdempotencyKey extends IdempotencyKeySchema.class {}
IdempotencyKeySchema.setClass(IdempotencyKey);
