import type { WorkflowName } from '../facts/signal.ts';
import { asWorkflow, inTransaction, type Tx } from '../facts/transaction.ts';
import type { ActivityDeps } from './deps.ts';
import { evaluate, type Subject } from './evaluate.ts';
import type { Answer } from './reconcile.ts';

type Around = { kind: WorkflowName; subject: Subject; now: number; step: string };
/** One step that calls another program. */
export type CallOut = (deps: ActivityDeps, around: Around) => Promise<Answer>;

type Parts<Question, Reply> = {
  /** What is asked, read in a transaction of its own; it may be asked for twice. */
  prepare: (tx: Tx, subjectId: string, deps: ActivityDeps) => Promise<Question>;
  /** The call, with no transaction open. */
  call: (deps: ActivityDeps, question: Question) => Promise<Reply>;
  /** What came of it is written down, and the rules are asked again, in one transaction. */
  settle: (tx: Tx, subjectId: string, reply: Reply) => Promise<void>;
};

/** The frame of every call to another program but the sending of e-mails, which has a ledger of its own. */
export function callOut<Question, Reply>({ prepare, call, settle }: Parts<Question, Reply>): CallOut {
  return async (deps, { kind, subject: { practiceId, subjectId }, now, step }) => {
    const of = asWorkflow(practiceId, now);
    const question = await inTransaction(deps.database, of, (tx) => prepare(tx, subjectId, deps));
    const reply = await call(deps, question);
    return inTransaction(deps.database, of, async (tx) => {
      await settle(tx, subjectId, reply);
      await tx.em.flush();
      const { did, ...after } = await evaluate(tx, deps, kind, subjectId);
      return { ...after, did: [step, ...did] };
    });
  };
}
