import type { Enquiry } from '../../entities/enquiry.ts';
import { answeredTasks, progressTo } from '../../policy/enquiries/enquiry-stage.ts';
import type { FITS, ProgressStage } from '../../policy/enquiries/enquiry-terms.ts';
import { announce } from '../announce.ts';
import { convertEnquiry } from './convert-enquiry.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockEnquiry } from '../locks/lock-enquiry.ts';
import { addEnquiryEvent } from '../enquiry-event.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { closeTasks } from '../tasks/open-task.ts';
import { conflict } from '../refusal.ts';

export type NewProgress = {
  stage: ProgressStage;
  at: Date;
  fit?: (typeof FITS)[number] | undefined;
  /** The staff member who reports it. */
  by: string;
};

/** Reports the next stage; with the first session the enquirer becomes a client. */
export async function progressEnquiry(tx: Tx, enquiryId: string, news: NewProgress): Promise<Enquiry> {
  const enquiry = await lockEnquiry(tx, enquiryId);
  const { stage, at, fit, by } = news;
  if (enquiry.erasedAt) throw conflict('The details of this person were erased; a new enquiry begins anew.');
  const progress = progressTo(enquiry.stage, stage);
  if (typeof progress === 'object') throw conflict(progress.refused);
  if (fit) enquiry.fit = fit;
  if (progress === 'next') {
    refuseBeforeConflictCheck(enquiry, stage);
    refuseEarlier(enquiry, at);
    await takeStep(tx, enquiry, stage, at);
    if (stage === 'attended') await convertEnquiry(tx, enquiry, by);
  }
  enquiry.updatedAt = tx.now;
  await openCommitment(tx, 'enquiry', enquiry.id);
  audit(tx, 'progress', { entity: 'enquiry', id: enquiry.id }, ['stage', ...(fit ? ['fit'] : [])]);
  return enquiry;
}

/** Writes the stage and its timeline entry, and closes the tasks that it answers. */
export async function takeStep(tx: Tx, enquiry: Enquiry, stage: ProgressStage, at: Date): Promise<void> {
  enquiry.advance(stage, at);
  addEnquiryEvent(tx, enquiry, stage);
  await closeTasks(tx, answeredTasks(stage), { enquiry });
  announce(tx, `enquiry.${stage}`, { enquiryId: enquiry.id });
}

/** Refuses any stage after contact while the conflict check is open (§2.8). */
function refuseBeforeConflictCheck(enquiry: Enquiry, stage: ProgressStage): void {
  if (stage === 'contacted' || !enquiry.hasOpenConflict()) return;
  throw conflict(
    'A practitioner has to look at this first: the task check_conflict is open. Nothing is booked before.',
  );
}

function refuseEarlier(enquiry: Enquiry, at: Date): void {
  const before = [enquiry.contactedAt, enquiry.bookedAt, enquiry.attendedAt].find(
    (moment) => moment && moment > at,
  );
  if (before) throw conflict(`This would lie before the step that came before it (${before.toISOString()}).`);
}
