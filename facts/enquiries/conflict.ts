import type { Enquiry } from '../../entities/enquiry.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import type { Fact } from '../transaction.ts';
import { lockEnquiry } from '../locks/lock-enquiry.ts';
import { noteEnquiryEvent } from '../enquiry-event.ts';
import { closeTasks, openTask } from '../tasks/open-task.ts';
import { practiceToday, type PracticeToday } from '../practice/practice-today.ts';

/** Whether a practitioner has yet to look at it, so that nothing is booked before (§2.8). */
export function hasOpenConflict({ knowsACurrentClient, conflictClearedAt }: Enquiry): boolean {
  return Boolean(knowsACurrentClient) && !conflictClearedAt;
}

/** They may know a current client well: a practitioner looks before anything is booked (§2.8). */
export function askAboutConflict(fact: Fact, enquiry: Enquiry, today: PracticeToday): void {
  if (!hasOpenConflict(enquiry)) return;
  openTask(fact, {
    kind: 'check_conflict',
    enquiry,
    assignee: enquiry.practitioner ?? today.owners()[0] ?? null,
    dueAt: new Date(fact.now.getTime() + toMs(today.practice.policy.followThrough.contactWithin)),
  });
  noteEnquiryEvent(fact, enquiry, 'conflict_asked');
}

/** A practitioner has looked, and it can go on. */
export async function clearConflict(fact: Fact, enquiryId: string): Promise<void> {
  const enquiry = await lockEnquiry(fact, enquiryId);
  if (!hasOpenConflict(enquiry)) return;
  enquiry.conflictClearedAt = fact.now;
  noteEnquiryEvent(fact, enquiry, 'conflict_cleared');
}

/** What is known has changed: the question is asked anew, or no more. */
export async function followConflict(fact: Fact, enquiry: Enquiry): Promise<void> {
  await closeTasks(fact, ['check_conflict'], { enquiry }, 'cancelled');
  enquiry.conflictClearedAt = null;
  askAboutConflict(fact, enquiry, await practiceToday(fact));
}
