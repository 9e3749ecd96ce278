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
 * The stored response to an idempotency key, by a hash of its owner and the key. Rows of public forms (`form/…`, which
 * no hash begins with) record which were submitted, and matter while their link is valid: 14 days for a Friday list.
 */
export class IdempotencyKey extends IdempotencyKeySchema.class {}
IdempotencyKeySchema.setClass(IdempotencyKey);
