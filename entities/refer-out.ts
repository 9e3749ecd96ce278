import { defineEntity, p } from '@mikro-orm/postgresql';
import {
  REFER_OUT_OUTCOMES,
  REFER_OUT_REASONS,
  REFER_OUT_STATUSES,
  type ReferOutOutcome,
} from '../policy/refer-outs/refer-out-terms.ts';
import { Client } from './client.ts';
import { Enquiry } from './enquiry.ts';
import { Professional } from './professional.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';

const ReferOutSchema = defineEntity({
  name: 'ReferOut',
  tableName: 'refer_out',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [
    { properties: ['practiceId', 'updatedAt', 'id'] },
    { properties: ['practiceId', 'enquiry'] },
    { properties: ['practiceId', 'client'] },
  ],
  properties: {
    ...inPractice,
    enquiryId: idIn('enquiry_id').nullable(),
    enquiry: () => inSamePractice(Enquiry, 'enquiry_id').nullable(),
    clientId: idIn('client_id').nullable(),
    client: () => inSamePractice(Client, 'client_id').nullable(),
    reason: p.enum(REFER_OUT_REASONS).columnType('text'),
    status: p.enum(REFER_OUT_STATUSES).columnType('text'),
    toProfessionalId: idIn('to_professional_id').nullable(),
    toProfessional: () => inSamePractice(Professional, 'to_professional_id').nullable(),
    /** The suggested colleagues, in order; and those who declined. */
    suggestedIds: p.array().columnType('uuid[]'),
    declinedIds: p.array().columnType('uuid[]'),
    personConsented: p.boolean(),
    wordingVersion: p.text().nullable(),
    consentedAt: moment().nullable(),
    handedOverAt: moment().nullable(),
    checkedAt: moment().nullable(),
    outcome: p.enum(REFER_OUT_OUTCOMES).columnType('text').nullable(),
    outcomeAt: moment().nullable(),
    createdAt: moment(),
    createdBy: p.uuid().nullable(),
    updatedAt: moment(),
  },
});

/** A referral of a person whom the practice cannot serve to a colleague who can. */
export class ReferOut extends ReferOutSchema.class {
  /** The person is sent these names, and decides themselves. */
  offer(professionalIds: readonly string[], now: Date): void {
    this.status = 'offered';
    this.suggestedIds = [...professionalIds];
    this.updatedAt = now;
  }

  /** The e-mail with names was taken back before it left: who was suggested before is again. */
  takeOfferBack(suggestedIds: readonly string[], now: Date): void {
    this.status = 'choosing';
    this.suggestedIds = [...suggestedIds];
    this.updatedAt = now;
  }

  /** The person consented to this colleague, who has not been told yet. */
  agree(toProfessional: Professional, wordingVersion: string | null, now: Date): void {
    this.choose(toProfessional, wordingVersion, now);
    this.status = 'offered';
    this.updatedAt = now;
  }

  /** Clears the choice: consent to one colleague never carries over to another. */
  chooseAgain(now: Date): void {
    this.choose(null, null, null);
    this.status = 'choosing';
    this.updatedAt = now;
  }

  /** The chosen colleague has received the contact details. */
  handOver(now: Date): void {
    this.status = 'handed_over';
    this.handedOverAt = now;
    this.updatedAt = now;
  }

  /** The handover e-mail bounced, so that the colleague was not told. */
  handoverBounced(now: Date): void {
    if (this.status !== 'handed_over') return;
    this.status = 'offered';
    this.handedOverAt = null;
    this.updatedAt = now;
  }

  /** Staff are asked how it went. */
  check(now: Date): void {
    this.checkedAt = now;
    this.updatedAt = now;
  }

  close(outcome: ReferOutOutcome, now: Date): void {
    this.status = 'closed';
    this.outcome = outcome;
    this.outcomeAt = now;
    this.updatedAt = now;
  }

  private choose(colleague: Professional | null, wordingVersion: string | null, at: Date | null): void {
    this.toProfessional = colleague;
    this.personConsented = colleague !== null;
    this.wordingVersion = wordingVersion;
    this.consentedAt = at;
    this.handedOverAt = null;
    this.checkedAt = null;
  }
}
ReferOutSchema.setClass(ReferOut);
