import { LockMode } from '@mikro-orm/postgresql';
import { Task } from '../../entities/task.ts';
import type { BY_HAND } from '../../policy/referrals/acknowledgement.ts';
import { announce } from '../announce.ts';
import { clearConflict } from '../enquiries/conflict.ts';
import { confirmRemovedByHand } from '../privacy/provider-asked.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockReferral } from '../locks/lock-referral.ts';
import { lockReferOut } from '../locks/lock-refer-out.ts';
import { letGo, sendThanksNow, thankByHand } from '../referrals/personal-acknowledgement.ts';
import type { TaskKind } from '../../policy/tasks/task-kinds.ts';
import { progressEnquiry } from '../enquiries/progress-enquiry.ts';
import { refuseBareChoice, recordColleagueCalled } from '../refer-outs/called-colleague.ts';
import { conflict, notFound } from '../refusal.ts';
import { refuseBareDone, thankForReply } from './thank-for-reply.ts';

export type Completion = { byHand?: (typeof BY_HAND)[number] | undefined; letGo?: true | undefined };

type Settle = (tx: Tx, task: Task, finished: Completion) => Promise<unknown>;

/** What completing a task of this kind does besides closing it. */
const SETTLE: Readonly<Partial<Record<TaskKind, Settle>>> = {
  check_mail: refuseBareDone,
  thank_for_reply: thankForReply,
  choose_colleague: refuseBareChoice,
  check_handover: (tx, task) => recordColleagueCalled(tx, task),
  get_in_touch: (tx, task) => reportStage(tx, task, 'contacted'),
  confirm_attendance: (tx, task) => reportStage(tx, task, 'attended'),
  check_conflict: async (tx, { enquiry }) => enquiry && clearConflict(tx, enquiry.id),
  erase_by_hand: confirmRemovedByHand,
  ask_source: async () => {
    throw conflict(
      'Say what they answered: POST /intake with clientId; "rather not say" is sourceKind not_said.',
    );
  },
};

/** Completing the task reports the stage. */
async function reportStage(tx: Tx, { enquiry }: Task, stage: 'contacted' | 'attended'): Promise<void> {
  const by = tx.actor.staffId;
  if (enquiry && by) await progressEnquiry(tx, enquiry.id, { stage, at: tx.now, by });
}

/**
 * Completes a task: its thanks is sent, recorded as done by hand or closed without thanks; its subject is settled with
 * it (S34).
 */
export async function completeTask(tx: Tx, taskId: string, finished: Completion): Promise<Task> {
  const task = await lockTask(tx, taskId);
  if (task.status !== 'open') throw conflict(`This task is ${task.status} already.`);
  const referralId = task.referral?.id;
  if (referralId && task.kind !== 'name_expires') await settleThanks(tx, task.kind, referralId, finished);
  else await SETTLE[task.kind]?.(tx, task, finished);
  task.complete(tx.actor.staffId, tx.now);
  announce(tx, 'task.done', { taskId: task.id });
  audit(tx, 'done', { entity: 'task', id: task.id }, Object.keys(finished));
  return task;
}

/** Locks the subject's row before the task's, in the order of the activities, so that they cannot deadlock. */
async function lockTask(tx: Tx, taskId: string): Promise<Task> {
  const found = await tx.em.findOne(Task, { id: taskId });
  if (!found) throw notFound('task');
  if (found.referral) await lockReferral(tx, found.referral.id);
  if (found.referOut) await lockReferOut(tx, found.referOut.id);
  return tx.em.findOneOrFail(Task, { id: taskId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

async function settleThanks(
  tx: Tx,
  kind: Task['kind'],
  referralId: string,
  finished: Completion,
): Promise<void> {
  if (finished.letGo) await letGo(tx, referralId);
  else if (finished.byHand) await thankByHand(tx, referralId, finished.byHand);
  else if (kind === 'thank') await sendThanksNow(tx, referralId, null);
  else if (kind === 'thank_by_hand') await thankByHand(tx, referralId, 'in_person');
  else if (kind === 'match_referrer') throw conflict('Say who is meant: POST /referrals/:id/match.');
  else throw conflict('Decide about the e-mail: POST /messages/:id/resend or /cancel, or say byHand.');
}
