import { EnquiryEvent, type ENQUIRY_EVENTS } from '../entities/enquiry-event.ts';
import type { Enquiry } from '../entities/enquiry.ts';
import type { Tx } from './transaction.ts';

/** Adds a line to an enquiry's timeline; `why` is an enum of the rules, never free text. */
export function addEnquiryEvent(
  tx: Tx,
  enquiry: Enquiry,
  what: (typeof ENQUIRY_EVENTS)[number],
  why: string | null = null,
): void {
  enquiry.updatedAt = tx.now;
  tx.em.create(EnquiryEvent, {
    practiceId: tx.practiceId,
    enquiry,
    what,
    at: tx.now,
    by: tx.actor.staffId,
    why,
  });
}
