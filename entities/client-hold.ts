import { defineEntity, p } from '@mikro-orm/postgresql';
import { Client } from './client.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';

export const HOLD_CODES = [
  'held',
  'minor',
  'complaint',
  'unpaid',
  'third_party_payer',
  'shared_work',
  'fee_review',
  'do_not_email',
] as const;

const ClientHoldSchema = defineEntity({
  name: 'ClientHold',
  tableName: 'client_hold',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'client'] }],
  properties: {
    ...inPractice,
    clientId: idIn('client_id'),
    client: () => inSamePractice(Client, 'client_id'),
    code: p.enum(HOLD_CODES).columnType('text'),
    until: p.date().nullable(),
    setBy: p.uuid(),
    createdAt: moment(),
  },
});

/** "Not now", without a reason (§2.3); a row is deleted when the hold is lifted. */
export class ClientHold extends ClientHoldSchema.class {}
ClientHoldSchema.setClass(ClientHold);
