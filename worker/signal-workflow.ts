import type { Client } from '@temporalio/client';
import type { PendingSignal, WorkflowName } from '../facts/signal.ts';
import { reevaluateSignal } from '../workflows/reevaluate-signal.ts';
import type * as workflows from '../workflows/index.ts';
import { ATTENTION, KIND, PRACTICE, RUNNING, STAGE } from '../workflows/search-attributes.ts';

/** A commitment without a workflow, or a subject that its workflow does not take, does not compile. */
type Workflow = (typeof workflows)[WorkflowName];

const TASK_QUEUE = 'kindword';
const CALL_DEADLINE_MS = 10_000;

type Run = {
  /** `<prefix>/<subjectId>`: one workflow id per subject, so that a second signal reaches the same run. */
  prefix: string;
  summary: string;
};

const RUNS: Readonly<Record<keyof typeof workflows, Run>> = {
  referral: { prefix: 'referral', summary: 'Thank whoever passed our name on, within 48 hours' },
  clientJourney: {
    prefix: 'journey',
    summary: 'Ask kindly at a milestone, inside a note that goes anyway, or let it be',
  },
  delivery: { prefix: 'delivery', summary: 'Send one e-mail, once' },
  fridayList: { prefix: 'friday', summary: "Send a practitioner's Friday list" },
  enquiry: { prefix: 'enquiry', summary: 'See somebody through to a first session, or to a good ending' },
  referOut: { prefix: 'refer-out', summary: 'See a person we cannot serve to somebody who can' },
  housekeeping: {
    prefix: 'housekeeping',
    summary: 'Remove what is kept no longer, and warn of what is due by law',
  },
  erasure: { prefix: 'erasure', summary: "Remove a person's data, with proof" },
};

/** Signals the run of a commitment to evaluate again, and starts it if there is none. */
export async function signalWorkflow(
  client: Client,
  { workflow, subjectId, practiceId }: Omit<PendingSignal, 'signalId'>,
  taskQueue = TASK_QUEUE,
): Promise<void> {
  const { prefix, summary } = RUNS[workflow];
  await client.connection.withDeadline(Date.now() + CALL_DEADLINE_MS, () =>
    client.workflow.signalWithStart<Workflow>(workflow, {
      workflowId: `${prefix}/${subjectId}`,
      args: [{ practiceId, subjectId }],
      taskQueue,
      signal: reevaluateSignal,
      signalArgs: [],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      staticSummary: summary,
      typedSearchAttributes: [
        { key: PRACTICE, value: practiceId },
        { key: KIND, value: workflow },
        { key: STAGE, value: RUNNING },
        { key: ATTENTION, value: false },
      ],
    }),
  );
}
