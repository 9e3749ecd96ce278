import type { WorkflowName } from '../facts/signal.ts';
import { asWorkflow, inTransaction } from '../facts/transaction.ts';
import { callOuts } from './call-outs.ts';
import { deliver } from './deliver.ts';
import type { ActivityDeps } from './deps.ts';
import { evaluate, type Subject } from './evaluate.ts';
import type { Answer } from './reconcile.ts';

/** Where a lot is to be removed, one activity commits again and again for so long, and then lets the workflow go on. */
const GO_ON_FOR_MS = 15_000;

/** Everything workflows may ask of the world; each may be asked for twice. `now` is the workflow's clock. */
export function createActivities(deps: ActivityDeps) {
  return {
    /** Takes every step that is due, and answers what comes next. */
    async reconcile(kind: WorkflowName, { practiceId, subjectId }: Subject, now: number): Promise<Answer> {
      const begunAt = performance.now();
      for (;;) {
        const answer = await inTransaction(deps.database, asWorkflow(practiceId, now), (tx) =>
          evaluate(tx, deps, kind, subjectId),
        );
        const goesOn = answer.next.do === 'continue' && performance.now() - begunAt < GO_ON_FOR_MS;
        if (!goesOn) return answer;
      }
    },

    /** Sends one e-mail if the rules still ask for it, or finds out what became of it, and does the same. */
    deliver: (kind: WorkflowName, subject: Subject, now: number, messageId: string) =>
      deliver(deps, { kind, subject, now }, messageId),

    /** Takes a step that calls another program; e-mails that leave one by one have an activity of their own. */
    callOut: (kind: WorkflowName, subject: Subject, now: number, step: string) =>
      callOuts(deps, { kind, subject, now, step }),
  };
}

export type Activities = ReturnType<typeof createActivities>;
