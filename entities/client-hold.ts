import { defineEntity, p } from '@mikro-orm/postgresql';
import { Client } from './client.ts';
import { journaled } from './journaled.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';
import { HOLD_CODES } from '../policy/clients/client-terms.ts';

const ClientHoldSchema = defineEntity({
  name: 'ClientHold',
  tableName: 'client_hold',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  triggers: [journaled({ events: ['insert', 'delete'] })],
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
