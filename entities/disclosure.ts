import type { Disclosable } from '../policy/disclosures/disclosure.ts';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { appendOnly } from './append-only.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

export const DISCLOSED_VIA = ['phone', 'letter', 'in_person', 'email', 'page'] as const;

const DisclosureSchema = defineEntity({
  name: 'Disclosure',
  tableName: 'disclosure',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  triggers: appendOnly,
  indexes: [{ properties: ['practiceId', 'enquiryId'] }],
  properties: {
    ...inPractice,
    enquiryId: p.uuid().nullable(),
    clientId: p.uuid().nullable(),
    referOutId: p.uuid().nullable(),
    recipientId: p.uuid(),
    /** What was disclosed: an enum of the rules. */
    what: p.text().$type<Disclosable>(),
    via: p.enum(DISCLOSED_VIA).columnType('text'),
    consentId: p.uuid().nullable(),
    at: moment(),
    by: p.uuid().nullable(),
  },
});

/** Who was told what about whom, when, and under which consent (§3.2, §3.8): ids and enums only, append-only. */
export class Disclosure extends DisclosureSchema.class {}
DisclosureSchema.setClass(Disclosure);
