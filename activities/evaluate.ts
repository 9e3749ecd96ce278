import { lockCommitment } from '../facts/commitments/next-check.ts';
import { lockSubject } from '../facts/locks/lock-subject.ts';
import type { WorkflowName } from '../facts/signal.ts';
import type { Tx } from '../facts/transaction.ts';
import { broadcast } from './broadcast.ts';
import { capacityNotice } from './capacity-notice.ts';
import { clientJourney } from './client-journey.ts';
import { contactPath } from './contact-path.ts';
import { delivery } from './delivery.ts';
import type { ActivityDeps } from './deps.ts';
import { enquiry } from './enquiry.ts';
import { erasure } from './erasure.ts';
import { fridayList } from './friday-list.ts';
import { housekeeping } from './housekeeping.ts';
import type { Answer, Reconciler } from './reconcile.ts';
import { referOut } from './refer-out.ts';
import { referral } from './referral.ts';
import { relationship } from './relationship.ts';
import { review } from './review.ts';

/** What a workflow is about. */
export type Subject = { practiceId: string; subjectId: string };

const RECONCILERS: Readonly<Record<WorkflowName, Reconciler>> = {
  referral,
  clientJourney,
  delivery,
  fridayList,
  enquiry,
  referOut,
  housekeeping,
  erasure,
  review,
  broadcast,
  relationship,
  capacityNotice,
  contactPath,
};

/** Locks the subject and then its commitment, and takes every step that is due and needs the database only. */
export async function evaluate(
  tx: Tx,
  deps: ActivityDeps,
  kind: WorkflowName,
  subjectId: string,
): Promise<Answer> {
  const exists = await lockSubject(tx, kind, subjectId);
  if (exists) return evaluateLocked(tx, deps, kind, subjectId);
  (await lockCommitment(tx, kind, subjectId))?.complete(tx.now);
  return { did: [], next: { do: 'close' }, attention: null };
}

/** The same where the subject is locked already. */
export async function evaluateLocked(
  tx: Tx,
  deps: ActivityDeps,
  kind: WorkflowName,
  subjectId: string,
): Promise<Answer> {
  const commitment = await lockCommitment(tx, kind, subjectId);
  return RECONCILERS[kind](tx, { subjectId, commitment, deps });
}
