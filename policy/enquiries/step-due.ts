import { after, latest } from '../calendar/instants.ts';
import type { EnquiryRules } from './enquiry.ts';
import type { EnquiryStage } from './enquiry-terms.ts';

type Moment = Date | null | undefined;
type Steps = {
  stage: EnquiryStage;
  receivedAt: Date;
  contactedAt: Moment;
  bookedAt: Moment;
  reopenedAt: Moment;
};

/** By when the practice promises the next step of an enquiry; null where no step of a person is left (S41). */
export function stepDueAt(enquiry: Steps, rules: EnquiryRules): Date | null {
  const { stage, receivedAt, contactedAt, bookedAt, reopenedAt } = enquiry;
  const from = (since: Moment, withinMs: number) =>
    after(latest(since ?? receivedAt, reopenedAt ?? receivedAt), withinMs);
  if (stage === 'received') return from(receivedAt, rules.contactWithinMs);
  if (stage === 'contacted') return from(contactedAt, rules.bookedWithinMs);
  if (stage === 'booked') return from(bookedAt, rules.attendedWithinMs);
  return null;
}
