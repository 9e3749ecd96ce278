import { toMs } from '../calendar/duration.ts';
import { HOUR_MS } from '../calendar/units.ts';
import type { PracticePolicy } from '../practice/practice-policy.ts';
import type { EnquiryRules } from './enquiry.ts';

/** A practice's settings as the rules of an enquiry take them. */
export function enquiryRules({ followThrough }: PracticePolicy): EnquiryRules {
  return {
    contactWithinMs: toMs(followThrough.contactWithin),
    bookedWithinMs: toMs(followThrough.bookedWithin),
    attendedWithinMs: toMs(followThrough.attendedWithin),
    maturedMs: toMs(followThrough.matured),
  };
}

/** Within how many whole hours, at least one, the practice says that it answers (M9). */
export function answersWithinHours({ followThrough }: PracticePolicy): number {
  return Math.max(1, Math.round(toMs(followThrough.contactWithin) / HOUR_MS));
}
