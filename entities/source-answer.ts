import { defineEntity, p } from '@mikro-orm/postgresql';
import { Client } from './client.ts';
import { Enquiry } from './enquiry.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';
import { sealed } from './crypto/sealed.ts';

const SourceAnswerSchema = defineEntity({
  name: 'SourceAnswer',
  tableName: 'source_answer',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [
    { properties: ['practiceId', 'client'] },
    { properties: ['practiceId', 'enquiry'] },
    { properties: ['practiceId', 'lineNumber'] },
  ],
  properties: {
    ...inPractice,
    /** The line of the source log that it belongs to. */
    lineNumber: p.integer().nullable(),
    clientId: idIn('client_id').nullable(),
    client: () => inSamePractice(Client, 'client_id').nullable(),
    enquiryId: idIn('enquiry_id').nullable(),
    enquiry: () => inSamePractice(Enquiry, 'enquiry_id').nullable(),
    words: sealed('source_answer.words'),
    at: moment(),
    by: p.uuid().nullable(),
  },
});

/** "How did you hear about us?", in the person's own words; beside the log, which holds ids only, so that it can be erased. */
export class SourceAnswer extends SourceAnswerSchema.class {}
SourceAnswerSchema.setClass(SourceAnswer);
