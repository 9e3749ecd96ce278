import type { Enquiry } from '../../entities/enquiry.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import type { Tx } from '../transaction.ts';
import { lockEnquiry } from '../locks/lock-enquiry.ts';
import { addEnquiryEvent, type EnquiryTimelineEvent } from '../enquiry-event.ts';
import { closeTasks, openTask } from '../tasks/open-task.ts';
import { practiceToday, type PracticeToday } from '../practice/practice-today.ts';

/** They may know a current client well: a practitioner looks before anything is booked (§2.8). */
export function askAboutConflict(tx: Tx, enquiry: Enquiry, today: PracticeToday): EnquiryTimelineEvent[] {
  if (!enquiry.hasOpenConflict()) return [];
  openTask(tx, {
    kind: 'check_conflict',
    enquiry,
    assignee: enquiry.practitioner ?? today.owners()[0] ?? null,
    dueAt: new Date(tx.now.getTime() + toMs(today.practice.policy.followThrough.contactWithin)),
  });
  return [addEnquiryEvent(tx, enquiry, 'conflict_asked')];
}

/** A practitioner has looked, and it can go on. */
export async function clearConflict(tx: Tx, enquiryId: string): Promise<void> {
  const enquiry = await lockEnquiry(tx, enquiryId);
  if (!enquiry.hasOpenConflict()) return;
  enquiry.conflictClearedAt = tx.now;
  addEnquiryEvent(tx, enquiry, 'conflict_cleared');
}

/** What is known has changed: the question is asked anew, or no more. */
export async function recheckConflict(tx: Tx, enquiry: Enquiry): Promise<void> {
  await closeTasks(tx, ['check_conflict'], { enquiry }, 'cancelled');
  enquiry.conflictClearedAt = null;
  askAboutConflict(tx, enquiry, await practiceToday(tx));
}
