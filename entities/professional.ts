import { defineEntity, p } from '@mikro-orm/postgresql';
import { inPractice, moment, peopleScope } from './scope.ts';
import { sealed } from './crypto/sealed.ts';

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
    phone: sealed('professional.phone').nullable(),
    focus: p.array().columnType('text[]'),
    trusted: p.boolean(),
    howWeKnowThem: sealed('professional.how_we_know_them').nullable(),
    lastConfirmedOn: p.date().nullable(),
    placesKnown: p.integer().nullable(),
    takesReferrals: p.boolean().nullable(),
    mayEmail: p.boolean().nullable(),
    soleTrader: p.boolean().nullable(),
    riskFlags: p.array().columnType('text[]'),
    expectedPerMonth: p.float().nullable(),
    keepPostedAt: moment().nullable(),
    /** Their own words: no more mail. */
    optedOutAt: moment().nullable(),
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
    this.searchTokens = [];
    this.erasedAt = now;
    this.updatedAt = now;
  }
}
ProfessionalSchema.setClass(Professional);
