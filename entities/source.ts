import { defineEntity, p } from '@mikro-orm/postgresql';
import { SOURCE_KINDS } from '../policy/source-log/source-kinds.ts';
import { Client } from './client.ts';
import { Professional } from './professional.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';
import { sealed } from './crypto/sealed.ts';

const SourceSchema = defineEntity({
  name: 'Source',
  tableName: 'source',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'updatedAt', 'id'] }],
  uniques: [{ properties: ['practiceId', 'kind', 'nameHash'] }],
  properties: {
    ...inPractice,
    kind: p.enum(SOURCE_KINDS).columnType('text'),
    /** Which surgery, which episode (S25); it may contain a person's name. */
    name: sealed('source.name'),
    nameHash: p.text(),
    clientId: idIn('client_id').nullable(),
    client: () => inSamePractice(Client, 'client_id').nullable(),
    professionalId: idIn('professional_id').nullable(),
    professional: () => inSamePractice(Professional, 'professional_id').nullable(),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** A source of clients, as specific as is known (S25). */
export class Source extends SourceSchema.class {}
SourceSchema.setClass(Source);
