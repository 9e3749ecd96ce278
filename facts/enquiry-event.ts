import { EnquiryEvent, type ENQUIRY_EVENTS } from '../entities/enquiry-event.ts';
import type { Enquiry } from '../entities/enquiry.ts';
import type { Fact } from './transaction.ts';

/** Adds a line to an enquiry's timeline; `why` is an enum of the rules, never free text. */
export function noteEnquiryEvent(
  fact: Fact,
  enquiry: Enquiry,
  what: (typeof ENQUIRY_EVENTS)[number],
  why: string | null = null,
): void {
  enquiry.updatedAt = fact.now;
  fact.em.create(EnquiryEvent, {
    practiceId: fact.practiceId,
    enquiry,
    what,
    at: fact.now,
    by: fact.actor.staffId,
    why,
  });
}
