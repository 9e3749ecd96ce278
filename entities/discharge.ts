import { defineEntity, p } from '@mikro-orm/postgresql';
import { Client } from './client.ts';
import { ENDINGS } from '../policy/journeys/ending.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';

const DischargeSchema = defineEntity({
  name: 'Discharge',
  tableName: 'discharge',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'client', 'on'] }],
  properties: {
    ...inPractice,
    clientId: idIn('client_id'),
    client: () => inSamePractice(Client, 'client_id'),
    ending: p.enum(ENDINGS).columnType('text'),
    on: p.date(),
    practitionerTick: p.boolean(),
    by: p.uuid().nullable(),
    /** When a later record of the same ending replaced this one. */
    supersededAt: moment().nullable(),
    createdAt: moment(),
  },
});

/** The end of one episode of care, and how it ended (§2.6). */
export class Discharge extends DischargeSchema.class {}
DischargeSchema.setClass(Discharge);
