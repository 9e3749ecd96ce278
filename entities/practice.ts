import { randomUUIDv7 } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { PracticePolicy } from '../policy/practice/practice-policy.ts';
import { moment } from './scope.ts';
import { sealed } from './crypto/sealed.ts';
import { PROFILES, SENDING } from '../policy/practice/practice-terms.ts';

const PracticeSchema = defineEntity({
  name: 'Practice',
  tableName: 'practice',
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => randomUUIDv7()),
    slug: p.text().unique(),
    name: p.text(),
    legalName: p.text().nullable(),
    timezone: p.text(),
    locale: p.text(),
    currency: p.text(),
    neutralSenderName: p.text(),
    from: p.text(),
    replyTo: p.text(),
    /** Domains that an operator lets it send from although another practice does too. */
    senderDomains: p.array().columnType('text[]').default([]),
    phone: p.text().nullable(),
    postalAddress: p.text().nullable(),
    website: p.text().nullable(),
    privacyUrl: p.text().nullable(),
    crisisRoute: p.text().nullable(),
    whoWeHelp: p.text().nullable(),
    whatToExpect: p.text().nullable(),
    videoUrl: p.text().nullable(),
    /** The practice's own words beside the manual. */
    intakeProcedure: p.text().nullable(),
    cancellationPolicy: p.text().nullable(),
    /** Its mailbox answers by itself, which is checked with the rest of the way to reach it (S81a). */
    hasAutoresponder: p.boolean().default(false),
    profile: p.enum(PROFILES).columnType('text'),
    sending: p.enum(SENDING).columnType('text'),
    /** Steps of the set-up that somebody looked at and left as they were. */
    setUpKept: p.array().columnType('text[]').default([]),
    wentLiveAt: moment().nullable(),
    /** When `sending` became what it is. */
    sendingSince: moment().nullable(),
    /** US_STRICT: the owner has checked the rules of their state; no prompt before (§2.9). */
    promptsSignedOffAt: moment().nullable(),
    postmarkServerToken: sealed('practice.postmark_server_token').nullable(),
    policy: p.json().$type<PracticePolicy>(),
    policyVersion: p.integer(),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** A practice and the policy in force; read before the practice is known, so it has no row-level security. */
export class Practice extends PracticeSchema.class {}
PracticeSchema.setClass(Practice);
