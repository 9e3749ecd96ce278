import { defineEntity, p } from '@mikro-orm/postgresql';
import type { RiskFlag } from '../policy/network/network-terms.ts';
import { journaled } from './journaled.ts';
import { inPractice, moment, peopleScope } from './scope.ts';
import { sealed } from './crypto/sealed.ts';
import { linksFollowTheAddress } from './links-follow-the-address.ts';

export const PROFESSIONAL_KINDS = [
  'case_manager',
  'gp',
  'psychiatrist',
  'therapist_other_niche',
  'therapist_same_niche',
  'dietitian',
  'school_counsellor',
  'college_counselling',
  'parent_coach',
  'doula',
  'other',
] as const;

const ProfessionalSchema = defineEntity({
  name: 'Professional',
  tableName: 'professional',
  primaryKeys: ['practiceId', 'id'],
  filters: peopleScope,
  triggers: [
    ...linksFollowTheAddress,
    journaled({
      events: ['update'],
      columns: ['practice_id', 'id', 'may_email', 'opted_out_at'],
      when: 'old.opted_out_at is distinct from new.opted_out_at or (new.may_email = false and old.may_email is distinct from new.may_email)',
    }),
  ],
  indexes: [
    { properties: ['practiceId', 'emailHash'] },
    { properties: ['practiceId', 'updatedAt', 'id'] },
    { properties: ['searchTokens'], type: 'gin' },
  ],
  properties: {
    ...inPractice,
    title: sealed('professional.title').nullable(),
    firstName: sealed('professional.first_name'),
    lastName: sealed('professional.last_name'),
    kind: p.text(),
    organisation: sealed('professional.organisation').nullable(),
    email: sealed('professional.email').nullable(),
    emailHash: p.text().nullable(),
    linkGeneration: p.integer().default(0),
    phone: sealed('professional.phone').nullable(),
    focus: p.array().columnType('text[]'),
    trusted: p.boolean(),
    howWeKnowThem: sealed('professional.how_we_know_them').nullable(),
    lastConfirmedOn: p.date().nullable(),
    placesKnown: p.integer().nullable(),
    takesReferrals: p.boolean().nullable(),
    mayEmail: p.boolean().nullable(),
    soleTrader: p.boolean().nullable(),
    riskFlags: p.array().columnType('text[]').$type<RiskFlag[]>(),
    expectedPerMonth: p.float().nullable(),
    keepPostedAt: moment().nullable(),
    /** Their own words: no more mail. */
    optedOutAt: moment().nullable(),
    /** No check-in before 00:00 of this day of the practice's zone. */
    pausedUntil: p.date().nullable(),
    /** They agreed to be named in public where we are full and they have room. */
    mayBeNamed: p.boolean().nullable(),
    /** They came in a file, so that nobody met them just now (4.5b). */
    fromFile: p.boolean().default(false),
    erasedAt: moment().nullable(),
    searchTokens: p.array().columnType('text[]'),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** A colleague who may send people to us, or take people from us. */
export class Professional extends ProfessionalSchema.class {
  /** They asked to hear of openings. */
  keepPosted(now: Date): void {
    this.keepPostedAt = now;
    this.optedOutAt = null;
    this.updatedAt = now;
  }

  /** They asked for no more mail, news of openings included. */
  optOut(now: Date): void {
    this.optedOutAt = now;
    this.keepPostedAt = null;
    this.updatedAt = now;
  }

  /** An empty row stays; its kind still counts. */
  erase(now: Date): void {
    this.title = null;
    this.firstName = '';
    this.lastName = '';
    this.organisation = null;
    this.email = null;
    this.emailHash = null;
    this.phone = null;
    this.focus = [];
    this.trusted = false;
    this.howWeKnowThem = null;
    this.lastConfirmedOn = null;
    this.placesKnown = null;
    this.takesReferrals = null;
    this.mayEmail = false;
    this.riskFlags = [];
    this.expectedPerMonth = null;
    this.pausedUntil = null;
    this.mayBeNamed = null;
    this.searchTokens = [];
    this.erasedAt = now;
    this.updatedAt = now;
  }
}
ProfessionalSchema.setClass(Professional);
