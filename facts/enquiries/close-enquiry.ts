import type { Enquiry } from '../../entities/enquiry.ts';
import { STEP_TASKS, type ClosingReason, type LossCause } from '../../policy/enquiries/enquiry-terms.ts';
import { announce } from '../announce.ts';
import { askAboutConflict } from './conflict.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockEnquiry } from '../locks/lock-enquiry.ts';
import { addEnquiryEvent } from '../enquiry-event.ts';
import { askToGetInTouch } from './open-enquiry.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { closeTasks } from '../tasks/open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { conflict } from '../refusal.ts';

const ENQUIRY_TASKS = [...STEP_TASKS, 'check_conflict', 'confirm_waiting'] as const;

type Closing = { reason: ClosingReason; leak?: LossCause | undefined };

/**
 * Closes an enquiry without a first session, with its reason and, where it is one, the cause of the loss (S80). No
 * e-mail is sent.
 */
export async function closeEnquiry(tx: Tx, enquiryId: string, closing: Closing): Promise<Enquiry> {
  const enquiry = await lockEnquiry(tx, enquiryId);
  if (enquiry.stage === 'closed')
    throw conflict(`This enquiry is closed already (${enquiry.closedReason ?? 'without a reason'}).`);
  if (enquiry.attendedAt)
    throw conflict(
      'They came to a first session, so this enquiry has found its end; a client is discharged instead.',
    );
  await letGo(tx, enquiry, closing);
  await openCommitment(tx, 'enquiry', enquiry.id);
  audit(tx, 'close', { entity: 'enquiry', id: enquiry.id }, ['reason', ...(closing.leak ? ['leak'] : [])]);
  return enquiry;
}

/** Closes it and cancels its tasks. */
export async function letGo(tx: Tx, enquiry: Enquiry, closing: Closing): Promise<void> {
  enquiry.close(closing, tx.now);
  addEnquiryEvent(tx, enquiry, 'closed', closing.reason);
  await closeTasks(tx, ENQUIRY_TASKS, { enquiry }, 'cancelled');
  announce(tx, 'enquiry.closed', { enquiryId: enquiry.id });
}

/** Reopens an enquiry at the stage it had reached. */
export async function reopenEnquiry(tx: Tx, enquiryId: string, because: string): Promise<Enquiry> {
  const enquiry = await lockEnquiry(tx, enquiryId);
  if (enquiry.stage !== 'closed') throw conflict('This enquiry is open.');
  if (enquiry.erasedAt) throw conflict('The details of this person were erased; a new enquiry begins anew.');
  const stage = enquiry.reopen(because, tx.now);
  addEnquiryEvent(tx, enquiry, 'reopened');
  const today = await practiceToday(tx);
  askAboutConflict(tx, enquiry, today);
  if (stage === 'received') askToGetInTouch(tx, enquiry, today);
  await openCommitment(tx, 'enquiry', enquiry.id);
  announce(tx, 'enquiry.reopened', { enquiryId: enquiry.id });
  audit(tx, 'reopen', { entity: 'enquiry', id: enquiry.id });
  return enquiry;
}
