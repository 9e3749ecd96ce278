import { defineEntity, p } from '@mikro-orm/postgresql';
import {
  CLOSING_REASONS,
  ENQUIRY_STAGES,
  FITS,
  LOSS_CAUSES,
  ON_BEHALF,
  type ClosingReason,
  type EnquiryStage,
  type LossCause,
  type ProgressStage,
} from '../policy/enquiries/enquiry-terms.ts';
import { stageReached } from '../policy/enquiries/enquiry-stage.ts';
import { CONTACT_CHANNELS, SOURCE_ANSWERS } from '../policy/source-log/source-kinds.ts';
import { Client } from './client.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';
import { prefixTokens } from './crypto/look-up.ts';
import { sealed } from './crypto/sealed.ts';
import { Staff } from './staff.ts';

const REACHED_AT = {
  contacted: 'contactedAt',
  booked: 'bookedAt',
  attended: 'attendedAt',
  kept: 'keptAt',
} as const satisfies Record<ProgressStage, string>;

const EnquirySchema = defineEntity({
  name: 'Enquiry',
  tableName: 'enquiry',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [
    { properties: ['practiceId', 'receivedAt'] },
    { properties: ['practiceId', 'updatedAt', 'id'] },
    { properties: ['practiceId', 'stage'] },
    { properties: ['practiceId', 'emailHash'] },
    { properties: ['practiceId', 'client'] },
    { properties: ['searchTokens'], type: 'gin' },
    {
      name: 'enquiry_of_colleague_index',
      properties: ['practiceId', 'sourceRef'],
      where: { sourceKind: 'professional' },
    },
  ],
  properties: {
    ...inPractice,
    /** Null once erased, like every other identifying field. */
    firstName: sealed('enquiry.first_name').nullable(),
    lastName: sealed('enquiry.last_name').nullable(),
    email: sealed('enquiry.email').nullable(),
    phone: sealed('enquiry.phone').nullable(),
    nameHash: p.text().nullable(),
    emailHash: p.text().nullable(),
    phoneHash: p.text().nullable(),
    onBehalf: p.enum(ON_BEHALF).columnType('text').nullable(),
    via: p.enum(CONTACT_CHANNELS).columnType('text'),
    practitionerId: idIn('practitioner_id').nullable(),
    practitioner: () => inSamePractice(Staff, 'practitioner_id').nullable(),
    serviceLineId: p.uuid().nullable(),
    /** The source as stated by the person or the referrer; null: not known yet. */
    sourceKind: p.enum(SOURCE_ANSWERS).columnType('text').nullable(),
    /** The source, client or professional it names. */
    sourceRef: p.uuid().nullable(),
    /** Its line in the source log. */
    sourceLine: p.integer(),
    /** A professional referral with the person's consent: two attempts within ten days, then no more (§3.4). */
    byLetter: p.boolean(),
    /** They were given several names besides ours. */
    severalNames: p.boolean().nullable(),
    /** May know a current client well: a practitioner checks before anything is booked (§2.8). */
    knowsACurrentClient: p.boolean().nullable(),
    conflictClearedAt: moment().nullable(),
    stage: p.enum(ENQUIRY_STAGES).columnType('text'),
    fit: p.enum(FITS).columnType('text').nullable(),
    contactedAt: moment().nullable(),
    bookedAt: moment().nullable(),
    attendedAt: moment().nullable(),
    keptAt: moment().nullable(),
    closedAt: moment().nullable(),
    closedReason: p.enum(CLOSING_REASONS).columnType('text').nullable(),
    leak: p.enum(LOSS_CAUSES).columnType('text').nullable(),
    reopenedAt: moment().nullable(),
    /** Why, in a person's words. */
    reopenedBecause: sealed('enquiry.reopened_because').nullable(),
    /** When it was noticed that the present stage lasts too long. */
    stalledAt: moment().nullable(),
    attempts: p.integer(),
    lastContactAt: moment(),
    clientId: idIn('client_id').nullable(),
    client: () => inSamePractice(Client, 'client_id').nullable(),
    /** When it made a client of somebody who was none before (S14). */
    clientMadeAt: moment().nullable(),
    receivedAt: moment(),
    recordedAt: moment(),
    recordedBy: p.uuid().nullable(),
    /** Of the beginnings of their names; null: written before these were kept, and filled in by housekeeping. */
    searchTokens: p.array().columnType('text[]').nullable(),
    erasedAt: moment().nullable(),
    updatedAt: moment(),
  },
});

/** A person who may become a client, from first contact to a first session, a referral elsewhere or a loss. */
export class Enquiry extends EnquirySchema.class {
  /** Found again by the beginnings of these names. */
  noteNames(): void {
    this.searchTokens = prefixTokens(this.firstName, this.lastName);
  }

  /** A conflict of interest is possible and no practitioner has checked yet: nothing may be booked (§2.8). */
  hasOpenConflict(): boolean {
    return Boolean(this.knowsACurrentClient) && !this.conflictClearedAt;
  }

  /** Moves on to the next stage. */
  advance(stage: ProgressStage, at: Date): void {
    this.stage = stage;
    this[REACHED_AT[stage]] = at;
    this.stalledAt = null;
    if (at > this.lastContactAt) this.lastContactAt = at;
  }

  /** They were not reached after all. */
  undoContact(now: Date): void {
    this.stage = 'received';
    this.contactedAt = null;
    this.lastContactAt = this.reopenedAt ?? this.receivedAt;
    this.updatedAt = now;
  }

  /** It ends without a first session: with its reason and, where it is one, the cause of the loss. */
  close({ reason, leak }: { reason: ClosingReason; leak?: LossCause | undefined }, now: Date): void {
    this.stage = 'closed';
    this.closedAt = now;
    this.closedReason = reason;
    this.leak = leak ?? null;
    this.stalledAt = null;
  }

  /** Continues at the stage that had been reached, and returns it. */
  reopen(because: string, now: Date): EnquiryStage {
    this.stage = stageReached(this);
    this.closedAt = null;
    this.closedReason = null;
    this.leak = null;
    this.reopenedAt = now;
    this.reopenedBecause = because;
    this.lastContactAt = now;
    return this.stage;
  }

  /** Removes every identifying field and closes what was open; the outcome still counts. */
  erase(now: Date): void {
    this.firstName = null;
    this.lastName = null;
    this.email = null;
    this.phone = null;
    this.nameHash = null;
    this.emailHash = null;
    this.phoneHash = null;
    this.sourceRef = null;
    this.searchTokens = [];
    this.reopenedBecause = null;
    this.erasedAt = now;
    this.updatedAt = now;
    if (this.stage !== 'received' && this.stage !== 'contacted' && this.stage !== 'booked') return;
    this.stage = 'closed';
    this.closedAt = now;
  }
}
EnquirySchema.setClass(Enquiry);
