import { defineEntity, p } from '@mikro-orm/postgresql';
import { INSTRUMENTS } from '../policy/clients/instruments.ts';
import { Client } from './client.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';
import { sealed } from './crypto/sealed.ts';

const SatisfactionSchema = defineEntity({
  name: 'Satisfaction',
  tableName: 'satisfaction',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'client', 'at'] }, { properties: ['practiceId', 'month'] }],
  uniques: [{ properties: ['practiceId', 'rowKey'] }],
  properties: {
    ...inPractice,
    clientId: idIn('client_id').nullable(),
    client: () => inSamePractice(Client, 'client_id').nullable(),
    instrument: p.enum(INSTRUMENTS).columnType('text'),
    /** Within the instrument's range; null: "I'd rather not say". */
    score: p.double().$type<number>().nullable(),
    at: moment().nullable(),
    /** YYYY-MM in the practice's time zone. */
    month: p.text(),
    practitionerId: p.uuid().nullable(),
    serviceLineId: p.uuid().nullable(),
    stage: p.text().nullable(),
    /** For the practitioner alone (§5a.15): never published, never exported. */
    kindWords: sealed('satisfaction.kind_words').nullable(),
    mayShare: p.boolean(),
    /** Recognises the same row of a file, or the same answer sent twice. */
    rowKey: p.text().nullable(),
    createdAt: moment(),
  },
});

/** A satisfaction score (§5.6); outcome measures are stored without a client. */
export class Satisfaction extends SatisfactionSchema.class {}
SatisfactionSchema.setClass(Satisfaction);
