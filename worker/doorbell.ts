import type { Client } from '@temporalio/client';
import type { Bell } from '../facts/ring.ts';
import { ATTENTION, KIND, PRACTICE, STAGE } from '../workflows/search-attributes.ts';
import { lookAgainSignal, referral } from '../workflows/referral.ts';

const TASK_QUEUE = 'kindword';
const CALL_DEADLINE_MS = 10_000;

type Runnable = {
  workflow: typeof referral;
  workflowId: string;
  args: [{ practiceId: string; referralId: string }];
  summary: string;
};

/** The run that keeps a promise: one id per subject, so that a second ring reaches the same run. */
function runOf({ workflow, practiceId, subjectId }: Omit<Bell, 'signalId'>): Runnable {
  switch (workflow) {
    case 'referral':
      return {
        workflow: referral,
        workflowId: referralWorkflowId(subjectId),
        args: [{ practiceId, referralId: subjectId }],
        summary: 'Thank whoever passed our name on, within 48 hours',
      };
  }
}

/** `referral/<referralId>`. */
function referralWorkflowId(referralId: string): string {
  return `referral/${referralId}`;
}

/** Says "look again" to a run, and starts it if there is none. */
export async function ringDoorbell(
  client: Client,
  bell: Omit<Bell, 'signalId'>,
  taskQueue = TASK_QUEUE,
): Promise<void> {
  const run = runOf(bell);
  await client.connection.withDeadline(Date.now() + CALL_DEADLINE_MS, () =>
    client.workflow.signalWithStart(run.workflow, {
      workflowId: run.workflowId,
      args: run.args,
      taskQueue,
      signal: lookAgainSignal,
      signalArgs: [],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      staticSummary: run.summary,
      typedSearchAttributes: [
        { key: PRACTICE, value: bell.practiceId },
        { key: KIND, value: bell.workflow },
        { key: STAGE, value: 'running' },
        { key: ATTENTION, value: false },
      ],
    }),
  );
}
