import type { Enquiry } from '../../entities/enquiry.ts';
import type { Referral } from '../../entities/referral.ts';
import type { Tx } from '../transaction.ts';
import type { KnownSource } from '../source-log/known-source.ts';
import { addEnquiryEvent, type EnquiryTimelineEvent } from '../enquiry-event.ts';

/** Links a referral to the enquiry of the person who was sent. */
export function linkReferral(tx: Tx, referral: Referral, enquiry: Enquiry): EnquiryTimelineEvent {
  referral.enquiry = enquiry;
  referral.updatedAt = tx.now;
  return addEnquiryEvent(tx, enquiry, 'linked', referral.learnedFrom);
}

/** The source that a referral stands for; a named referrer who is not matched yet is `other`. */
export function sourceOf({ referrerClient, referrerProfessional }: Referral): KnownSource {
  if (referrerClient) return { kind: 'client', ref: referrerClient.id };
  return { kind: referrerProfessional ? 'professional' : 'other', ref: referrerProfessional?.id ?? null };
}
