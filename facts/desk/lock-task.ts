import { LockMode } from '@mikro-orm/postgresql';
import { Task } from '../../entities/task.ts';
import { lockCapacity } from '../capacity/spell-to-tell.ts';
import { lockClient } from '../locks/lock-client.ts';
import { lockEnquiry } from '../locks/lock-enquiry.ts';
import { lockProfessional } from '../locks/lock-professional.ts';
import { lockReferOut } from '../locks/lock-refer-out.ts';
import { lockReferral } from '../locks/lock-referral.ts';
import { notFound } from '../refusal.ts';
import { lockAction } from '../reviews/review-actions.ts';
import type { Tx } from '../transaction.ts';

/** Locks the subject's row before the task's, in the order of the activities, so that they cannot deadlock. */
export async function lockTask(tx: Tx, taskId: string): Promise<Task> {
  const found = await tx.em.findOne(Task, { id: taskId });
  if (!found) throw notFound('task');
  if (found.referral) await lockReferral(tx, found.referral.id);
  if (found.enquiry && found.kind === 'get_in_touch') await lockEnquiry(tx, found.enquiry.id);
  if (found.client && found.kind === 'confirm_consent') await lockClient(tx, found.client.id);
  if (found.kind === 'update_places') await lockCapacity(tx);
  if (found.kind === 'review_action') await lockAction(tx, found.subjectId ?? '');
  if (found.professional && found.kind === 'check_in') await lockProfessional(tx, found.professional.id);
  if (found.referOut) await lockReferOut(tx, found.referOut.id);
  return tx.em.findOneOrFail(Task, { id: taskId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}
