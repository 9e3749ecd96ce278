import type { Enquiry } from '../../entities/enquiry.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import type { Tx } from '../transaction.ts';
import { lockEnquiry } from '../locks/lock-enquiry.ts';
import { addEnquiryEvent, type EnquiryTimelineEvent } from '../enquiry-event.ts';
import { closeTasks, openTask } from '../tasks/open-task.ts';
import { practiceToday, type PracticeToday } from '../practice/practice-today.ts';

/** Opens the task to check a possible conflict of interest (§2.8). */
export function askAboutConflict(tx: Tx, enquiry: Enquiry, today: PracticeToday): EnquiryTimelineEvent[] {
  if (!enquiry.hasOpenConflict()) return [];
  openTask(tx, {
    kind: 'check_conflict',
    enquiry,
    assignee: today.inPlaceOf(enquiry.practitioner?.id),
    dueAt: new Date(tx.now.getTime() + toMs(today.practice.policy.followThrough.contactWithin)),
  });
  return [addEnquiryEvent(tx, enquiry, 'conflict_asked')];
}

/** A practitioner has cleared the conflict. */
export async function clearConflict(tx: Tx, enquiryId: string): Promise<void> {
  const enquiry = await lockEnquiry(tx, enquiryId);
  if (!enquiry.hasOpenConflict()) return;
  enquiry.conflictClearedAt = tx.now;
  addEnquiryEvent(tx, enquiry, 'conflict_cleared');
}

/** The facts have changed: the check is requested anew, or no longer. */
export async function recheckConflict(tx: Tx, enquiry: Enquiry): Promise<void> {
  await closeTasks(tx, ['check_conflict'], { enquiry }, 'cancelled');
  enquiry.conflictClearedAt = null;
  askAboutConflict(tx, enquiry, await practiceToday(tx));
}
