import { defineEntity, p } from '@mikro-orm/postgresql';
import { appendOnly } from './append-only.ts';
import { Client } from './client.ts';
import { journaled } from './journaled.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';
import { CONSENT_STATUSES } from '../policy/clients/client-terms.ts';

const PromptConsentSchema = defineEntity({
  name: 'PromptConsent',
  tableName: 'prompt_consent',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  triggers: [
    ...appendOnly,
    journaled({
      events: ['insert'],
      fixed: { channel: 'journal', wording_version: 'journal' },
      when: "new.status <> 'given'",
    }),
  ],
  indexes: [{ properties: ['practiceId', 'client', 'at'] }],
  properties: {
    ...inPractice,
    clientId: idIn('client_id'),
    client: () => inSamePractice(Client, 'client_id'),
    status: p.enum(CONSENT_STATUSES).columnType('text'),
    channel: p.text(),
    /** Which words the person read or heard (M5). */
    wordingVersion: p.text(),
    at: moment(),
    recordedAt: moment(),
    by: p.uuid().nullable(),
  },
});

/** One answer of a client about being prompted (§2.2); append-only, the latest counts. */
export class PromptConsent extends PromptConsentSchema.class {}
PromptConsentSchema.setClass(PromptConsent);
