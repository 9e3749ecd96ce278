import { randomUUIDv7 } from 'node:crypto';
import { appendRow } from '../entities/appended-rows.ts';
import { EnquiryEvent, type ENQUIRY_EVENTS } from '../entities/enquiry-event.ts';
import type { Enquiry } from '../entities/enquiry.ts';
import type { Tx } from './transaction.ts';

/** What a timeline shows of an event. */
export type EnquiryTimelineEvent = Pick<EnquiryEvent, 'what' | 'at' | 'by' | 'why'>;

/** Adds a line to an enquiry's timeline; `why` is an enum of the rules, never free text. */
export function addEnquiryEvent(
  tx: Tx,
  enquiry: Enquiry,
  what: (typeof ENQUIRY_EVENTS)[number],
  why: string | null = null,
): EnquiryTimelineEvent {
  const { em, practiceId, now, actor } = tx;
  enquiry.updatedAt = now;
  const event = { what, at: now, by: actor.staffId, why };
  appendRow(em, EnquiryEvent, {
    practiceId,
    id: randomUUIDv7(),
    enquiry: [practiceId, enquiry.id],
    ...event,
  });
  return event;
}
