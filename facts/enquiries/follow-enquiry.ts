import type { Enquiry } from '../../entities/enquiry.ts';
import { Staff } from '../../entities/staff.ts';
import { Task } from '../../entities/task.ts';
import { ANSWER_WITHIN_MS } from '../../policy/tasks/answer-within.ts';
import type { EnquiryStep } from '../../policy/enquiries/enquiry.ts';
import { announce } from '../announce.ts';
import type { Tx } from '../transaction.ts';
import { addEnquiryEvent } from '../enquiry-event.ts';
import { openTask } from '../tasks/open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { writeToStaff } from '../outbound-mail/write-to-staff.ts';

/**
 * Records once that a stage takes longer than the practice allows, with its likely cause, and opens a task; a late
 * first contact is the owner's, or their cover's.
 */
export async function noteStall(
  tx: Tx,
  enquiry: Enquiry,
  { cause, task }: Extract<EnquiryStep, { do: 'stall' }>,
): Promise<void> {
  const today = await practiceToday(tx);
  const [owner = null] = today.owners();
  const holder = today.dutyHolder('firstContact');
  const assignee = task === 'get_in_touch' ? (owner ?? holder) : holder;
  enquiry.stalledAt = tx.now;
  addEnquiryEvent(tx, enquiry, 'stalled', cause);
  const asked = await reassign(tx, enquiry, task, assignee);
  if (!asked)
    openTask(tx, {
      kind: task,
      enquiry,
      assignee,
      why: cause,
      dueAt: new Date(tx.now.getTime() + ANSWER_WITHIN_MS),
    });
  const occasion = `stalled/${enquiry.id}/${enquiry.stage}`;
  const { timezone: zone } = today.practice;
  if (assignee) await writeToStaff(tx, [assignee], { occasion, about: { enquiry }, zone });
  announce(tx, 'enquiry.stalled', { enquiryId: enquiry.id, cause });
}

/** Once a year: do they still wait for a place? (§3.4) */
export async function askWhetherStillWaiting(tx: Tx, enquiry: Enquiry): Promise<void> {
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: 'confirm_waiting',
    enquiry,
    assignee: today.dutyHolder('firstContact'),
    dueAt: new Date(tx.now.getTime() + 7 * ANSWER_WITHIN_MS),
  });
}

/** The task that lies open already changes hands. */
async function reassign(
  tx: Tx,
  enquiry: Enquiry,
  kind: Task['kind'],
  assignee: Staff | null,
): Promise<boolean> {
  const change = {
    why: 'late',
    updatedAt: tx.now,
    ...(assignee ? { assignee: tx.em.getReference(Staff, [tx.practiceId, assignee.id]) } : {}),
  };
  return (await tx.em.nativeUpdate(Task, { enquiry, kind, status: 'open' }, change)) > 0;
}
