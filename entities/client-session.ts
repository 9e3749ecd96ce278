import { defineEntity, p } from '@mikro-orm/postgresql';
import { Client } from './client.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';
import { SESSION_STATUSES } from '../policy/clients/client-terms.ts';

const ClientSessionSchema = defineEntity({
  name: 'ClientSession',
  tableName: 'client_session',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [
    { properties: ['practiceId', 'client', 'at'] },
    { properties: ['practiceId', 'updatedAt', 'id'] },
    {
      name: 'client_session_attended_at_index',
      properties: ['practiceId', 'at'],
      include: ['clientId'],
      where: { status: 'attended' },
    },
  ],
  uniques: [{ properties: ['practiceId', 'client', 'externalRef'] }],
  properties: {
    ...inPractice,
    clientId: idIn('client_id'),
    client: () => inSamePractice(Client, 'client_id'),
    at: moment(),
    status: p.enum(SESSION_STATUSES).columnType('text'),
    externalRef: p.text().nullable(),
    /** Imported: history, which counts and never causes an e-mail (§5a.3). */
    imported: p.boolean(),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** One appointment of a client: when, and whether they attended. Its content is never stored. */
export class ClientSession extends ClientSessionSchema.class {}
ClientSessionSchema.setClass(ClientSession);
