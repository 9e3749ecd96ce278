import type { Client } from '@temporalio/client';
import { workflowIdOf, type PendingSignal, type WorkflowName } from '../facts/signal.ts';
import { reevaluateSignal } from '../workflows/reevaluate-signal.ts';
import type * as workflows from '../workflows/index.ts';
import { ATTENTION, KIND, PRACTICE, RUNNING, STAGE } from '../workflows/search-attributes.ts';

/** A commitment without a workflow, or a subject that its workflow does not take, does not compile. */
type Workflow = (typeof workflows)[WorkflowName];

const TASK_QUEUE = 'kindword';
const CALL_DEADLINE_MS = 10_000;

const SUMMARIES: Readonly<Record<keyof typeof workflows, string>> = {
  referral: 'Thank whoever passed our name on, within 48 hours',
  clientJourney: 'Ask kindly at a milestone, inside a note that goes anyway, or let it be',
  delivery: 'Send one e-mail, once',
  fridayList: "Send a practitioner's Friday list",
  enquiry: 'See somebody through to a first session, or to a good ending',
  referOut: 'See a person we cannot serve to somebody who can',
  housekeeping: 'Remove what is kept no longer, and warn of what is due by law',
  erasure: "Remove a person's data, with proof",
  review: 'Have the figures of a review ready, and see that it is held',
  broadcast: 'Tell many one thing, each once, at the pace that the desk can answer',
  relationship: 'Keep in touch with a colleague, at a rhythm that suits both',
  capacityNotice: 'Say once that the practice is full, and once that it has room again',
  contactPath: 'Check from outside that people can reach the practice',
};

/** Signals the run of a commitment to evaluate again, and starts it if there is none. */
export async function signalWorkflow(
  client: Client,
  { workflow, subjectId, practiceId }: Omit<PendingSignal, 'signalId'>,
  taskQueue = TASK_QUEUE,
): Promise<void> {
  await client.connection.withDeadline(Date.now() + CALL_DEADLINE_MS, () =>
    client.workflow.signalWithStart<Workflow>(workflow, {
      workflowId: workflowIdOf({ workflow, subjectId, practiceId }),
      args: [{ practiceId, subjectId }],
      taskQueue,
      signal: reevaluateSignal,
      signalArgs: [],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      staticSummary: SUMMARIES[workflow],
      typedSearchAttributes: [
        { key: PRACTICE, value: practiceId },
        { key: KIND, value: workflow },
        { key: STAGE, value: RUNNING },
        { key: ATTENTION, value: false },
      ],
    }),
  );
}
