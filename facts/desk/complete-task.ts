import type { Task } from '../../entities/task.ts';
import type { BY_HAND } from '../../policy/referrals/acknowledgement.ts';
import { announce } from '../announce.ts';
import { changeEveryPlace } from '../capacity-notices/change-place.ts';
import { confirmConsent } from '../clients/public-consent.ts';
import { clearConflict } from '../enquiries/conflict.ts';
import { confirmRemovedByHand } from '../privacy/provider-asked.ts';
import { reevaluate } from '../signal.ts';
import { audit, type Tx } from '../transaction.ts';
import { letGo, sendThanksNow, thankByHand } from '../referrals/personal-acknowledgement.ts';
import type { TouchKind } from '../../policy/network/network-terms.ts';
import type { TaskKind } from '../../policy/tasks/task-kinds.ts';
import { progressEnquiry } from '../enquiries/progress-enquiry.ts';
import { refuseBareChoice, recordColleagueCalled } from '../refer-outs/called-colleague.ts';
import { settleCheckIn } from '../relationships/settle-check-in.ts';
import { conflict, wrongFields } from '../refusal.ts';
import { completeActionOfTask } from '../reviews/review-actions.ts';
import { lockTask } from './lock-task.ts';
import { settleAsProposed, thankForReply } from './thank-for-reply.ts';

export type Completion = {
  byHand?: (typeof BY_HAND)[number] | undefined;
  letGo?: true | undefined;
  /** Of a check-in: how somebody got in touch. */
  by?: TouchKind | undefined;
  /** Of a thanks that is sent: one line of one's own. */
  addLine?: string | undefined;
  /** What is sent can be taken back for a moment. */
  takeBack?: boolean | undefined;
};

type Settle = (tx: Tx, task: Task, finished: Completion) => Promise<unknown>;

/** What completing a task of this kind does besides closing it. */
const SETTLE: Readonly<Partial<Record<TaskKind, Settle>>> = {
  confirm_consent: async (tx, task, { letGo: isLetBe }) => isLetBe || confirmConsent(tx, task),
  check_mail: settleAsProposed,
  thank_for_reply: thankForReply,
  choose_colleague: refuseBareChoice,
  check_handover: (tx, task) => recordColleagueCalled(tx, task),
  get_in_touch: (tx, task) => reportStage(tx, task, 'contacted'),
  confirm_attendance: (tx, task) => reportStage(tx, task, 'attended'),
  check_conflict: async (tx, { enquiry }) => enquiry && clearConflict(tx, enquiry.id),
  erase_by_hand: confirmRemovedByHand,
  review_action: completeActionOfTask,
  check_in: (tx, task, { by, takeBack }) => settleCheckIn(tx, task, by, { takeBack: takeBack === true }),
  tell_by_hand: async (tx, task, { letGo: isLetBe }) => {
    if (isLetBe) task.letBe();
    if (task.professional) reevaluate(tx, 'relationship', task.professional.id);
  },
  update_places: (tx) => changeEveryPlace(tx),
  confirm_capacity: async () => {
    throw conflict('Say whether there is room: PUT /capacity/:practitionerId. This is done then.');
  },
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
  if (finished.by !== undefined && task.kind !== 'check_in')
    throw wrongFields([{ path: 'by', message: 'is for a check-in' }]);
  if (finished.addLine !== undefined && task.kind !== 'thank')
    throw wrongFields([{ path: 'addLine', message: 'is for a thanks that is sent' }]);
  const referralId = task.referral?.id;
  if (referralId && task.kind !== 'name_expires') await settleThanks(tx, task.kind, referralId, finished);
  else await SETTLE[task.kind]?.(tx, task, finished);
  task.complete(tx.actor.staffId, tx.now);
  announce(tx, 'task.done', { taskId: task.id });
  audit(tx, 'done', { entity: 'task', id: task.id }, Object.keys(finished));
  return task;
}

async function settleThanks(
  tx: Tx,
  kind: Task['kind'],
  referralId: string,
  finished: Completion,
): Promise<void> {
  if (finished.letGo) await letGo(tx, referralId);
  else if (finished.byHand) await thankByHand(tx, referralId, finished.byHand);
  else if (kind === 'thank')
    await sendThanksNow(tx, referralId, finished.addLine ?? null, { takeBack: finished.takeBack === true });
  else if (kind === 'thank_by_hand') await thankByHand(tx, referralId, 'in_person');
  else if (kind === 'match_referrer') throw conflict('Say who is meant: POST /referrals/:id/match.');
  else throw conflict('Decide about the e-mail: POST /messages/:id/resend or /cancel, or say byHand.');
}
