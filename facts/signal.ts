import { randomUUIDv7 } from 'node:crypto';
import { appendRow } from '../entities/appended-rows.ts';
import { WORKFLOWS } from '../entities/commitment.ts';
import { WorkflowSignal } from '../entities/workflow-signal.ts';
import { periodOfReview } from '../policy/reviews/review-id.ts';
import type { Tx } from './transaction.ts';

export type WorkflowName = (typeof WORKFLOWS)[number];

const PREFIXES: Readonly<Record<WorkflowName, string>> = {
  referral: 'referral',
  clientJourney: 'journey',
  delivery: 'delivery',
  fridayList: 'friday',
  enquiry: 'enquiry',
  referOut: 'refer-out',
  housekeeping: 'housekeeping',
  erasure: 'erasure',
  review: 'review',
  broadcast: 'broadcast',
  relationship: 'relationship',
  capacityNotice: 'capacity-notice',
  contactPath: 'contact-path',
};

/** The workflow whose ids begin like this; null: there is none. */
export function workflowOf(prefix: string): WorkflowName | null {
  return WORKFLOWS.find((name) => PREFIXES[name] === prefix) ?? null;
}

type Promised = { workflow: WorkflowName; subjectId: string; practiceId: string };

/** One workflow id per subject, so that a second signal reaches the same run; a review's says of which period it is. */
export function workflowIdOf({ workflow, subjectId, practiceId }: Promised): string {
  if (workflow !== 'review') return `${PREFIXES[workflow]}/${subjectId}`;
  const { kind, period } = periodOfReview(subjectId);
  return `${PREFIXES[workflow]}/${practiceId}/${kind}/${period}`;
}

/** Tells a run to reevaluate its subject; the row `signalId` is deleted once the signal was sent. */
export type PendingSignal = {
  signalId: string;
  practiceId: string;
  workflow: WorkflowName;
  subjectId: string;
};

/** Signals a workflow after this transaction commits, at least once: right away, or by the signal relay from the row. */
export function reevaluate(tx: Tx, workflow: WorkflowName, subjectId: string): void {
  if (tx.signals.some((one) => one.subjectId === subjectId && one.workflow === workflow)) return;
  const pending: PendingSignal = { signalId: randomUUIDv7(), practiceId: tx.practiceId, workflow, subjectId };
  tx.signals.push(pending);
  appendRow(tx.em, WorkflowSignal, {
    id: pending.signalId,
    practiceId: pending.practiceId,
    workflow,
    subjectId,
    status: 'pending',
    dueAt: tx.now,
    attempts: 0,
    createdAt: tx.now,
  });
}
