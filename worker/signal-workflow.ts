import type { Client } from '@temporalio/client';
import type { PendingSignal, WorkflowName } from '../facts/signal.ts';
import { reevaluateSignal } from '../workflows/reevaluate-signal.ts';
import { ATTENTION, KIND, PRACTICE, STAGE } from '../workflows/search-attributes.ts';

const TASK_QUEUE = 'kindword';
const CALL_DEADLINE_MS = 10_000;

type Run = {
  /** `<prefix>/<subjectId>`: one id per subject, so that a second ring reaches the same run. */
  prefix: string;
  /** What the workflow calls its subject. */
  subject: string;
  summary: string;
};

const RUNS: Readonly<Record<WorkflowName, Run>> = {
  referral: {
    prefix: 'referral',
    subject: 'referralId',
    summary: 'Thank whoever passed our name on, within 48 hours',
  },
  clientJourney: {
    prefix: 'journey',
    subject: 'clientId',
    summary: 'Ask kindly at a milestone, inside a note that goes anyway, or let it be',
  },
  delivery: { prefix: 'delivery', subject: 'messageId', summary: 'Send one e-mail, once' },
  fridayList: { prefix: 'friday', subject: 'staffId', summary: "Send a practitioner's Friday list" },
  enquiry: {
    prefix: 'enquiry',
    subject: 'enquiryId',
    summary: 'See somebody through to a first session, or to a good ending',
  },
  referOut: {
    prefix: 'refer-out',
    subject: 'referOutId',
    summary: 'See a person we cannot serve to somebody who can',
  },
  housekeeping: {
    prefix: 'housekeeping',
    subject: 'practiceId',
    summary: "Let go of what need not be kept, and warn of a practice's clocks",
  },
  erasure: { prefix: 'erasure', subject: 'erasureId', summary: "A person's data goes, with proof" },
};

/** Says "look again" to the run that keeps a promise, and starts it if there is none. */
export async function signalWorkflow(
  client: Client,
  { workflow, subjectId, practiceId }: Omit<PendingSignal, 'signalId'>,
  taskQueue = TASK_QUEUE,
): Promise<void> {
  const { prefix, subject, summary } = RUNS[workflow];
  await client.connection.withDeadline(Date.now() + CALL_DEADLINE_MS, () =>
    client.workflow.signalWithStart(workflow, {
      workflowId: `${prefix}/${subjectId}`,
      args: [{ practiceId, [subject]: subjectId }],
      taskQueue,
      signal: reevaluateSignal,
      signalArgs: [],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      staticSummary: summary,
      typedSearchAttributes: [
        { key: PRACTICE, value: practiceId },
        { key: KIND, value: workflow },
        { key: STAGE, value: 'running' },
        { key: ATTENTION, value: false },
      ],
    }),
  );
}
