import type { Commitment } from '../entities/commitment.ts';
import type { Tx } from '../facts/transaction.ts';
import { isPause, isSend, type Close, type Pause, type Send } from '../policy/next-step.ts';
import { decideMailFirst, type Mail, type MessageFacts } from '../policy/outbound-mail/mail-first.ts';
import type { ActivityDeps } from './deps.ts';

/** `did`: the steps that were taken; `attention`: the step after which a person has to act, as long as they have not. */
export type Answer = { did: string[]; next: Next; attention: string | null };

/** Times are epoch milliseconds, because that is what a history can hold. */
type Next =
  | { do: 'wait'; until: number; for: string; afterMs?: number; messageId?: string }
  | Send
  | { do: 'call_out'; step: string }
  | { do: 'continue' }
  | Close;

/** What is known in the transaction that acts: the e-mails of the subject, and whatever its rules need. */
type State = { messages: readonly MessageFacts[]; rules: { paused: boolean } };

/** A promise that writes nobody an e-mail. */
export const NO_MAIL = { messages: [], rules: { paused: false } };

/** `done`: what this transaction has done already; `searchLagMs`: how long the mail provider's search may lag. */
type Asked = { mails: readonly Mail[]; now: Date; done: ReadonlySet<string>; searchLagMs: number };

/** One step. Answers CONTINUE where so much is left that the transaction is committed and another one begun. */
type Act<Step> = (tx: Tx, step: Step, subjectId: string, deps: ActivityDeps) => Promise<unknown>;
export const CONTINUE = Symbol('continue');
/** This step calls another program, so that it is an activity of its own (call-outs.ts). */
export const CALL_OUT = Symbol('call out');

/** What is different about one promise; an e-mail is sent, and a pause is made, in one way for all. */
type Spec<Read extends State, Step extends { do: string }> = {
  /** Null where the subject is gone, so that its run can end. */
  read(tx: Tx, subjectId: string, deps: ActivityDeps): Promise<Read | null>;
  /** What its rules say. */
  decide(state: Read, asked: Asked): Step | Send | Pause;
  /** How each of their steps is taken. */
  acts: { [Do in Step['do']]: Act<Step & { do: Do }> | typeof CALL_OUT };
  /** The step after which a person has to act. */
  attention?(state: Read): string | null;
};

/** The steps of a policy that are its own. */
export type OwnSteps<Step> = Exclude<Step, Send | Pause>;

type Around = { subjectId: string; commitment: Commitment | null; deps: ActivityDeps };
export type Reconciler = (tx: Tx, around: Around) => Promise<Answer>;

/** More steps than one moment asks for. */
const MOST_STEPS = 20;

/**
 * The frame of every promise, in a transaction that holds the locks of its subject and of its commitment: read, decide,
 * act only if the rules still ask for it, decide again, and write the next check or complete the commitment.
 */
export function reconciler<Read extends State, Step extends { do: string }>(
  spec: Spec<Read, Step>,
): Reconciler {
  return async (tx, { subjectId, commitment, deps }) => {
    const did = new Set<string>();
    for (let count = 0; count < MOST_STEPS; count += 1) {
      const state = await spec.read(tx, subjectId, deps);
      const attention = (state && spec.attention?.(state)) ?? null;
      const answer = (next: Next): Answer => ({ did: [...did], next, attention });
      const step = state ? decide(spec, state, { now: tx.now, done: did, deps }) : CLOSE;
      if (isPause(step)) return answer(pause(step, commitment, tx.now));
      if (isSend(step)) return answer(step);
      const act = actOf(spec, step);
      if (act === CALL_OUT) return answer({ do: 'call_out', step: step.do });
      const left = await act(tx, step, subjectId, deps);
      did.add(step.do);
      await tx.em.flush();
      if (left === CONTINUE) break;
    }
    return { did: [...did], next: { do: 'continue' }, attention: null };
  };
}

function actOf<Read extends State, Step extends { do: string }>(spec: Spec<Read, Step>, step: Step) {
  const what: Step['do'] = step.do;
  return spec.acts[what];
}

const CLOSE: Close = { do: 'close' };

/** E-mails first, then the promise's own rules. */
function decide<Read extends State, Step extends { do: string }>(
  spec: Spec<Read, Step>,
  state: Read,
  { now, done, deps }: Pick<Asked, 'now' | 'done'> & { deps: ActivityDeps },
): Step | Send | Pause {
  const { searchLagMs } = deps.mailer;
  const rules = { paused: state.rules.paused, searchLagMs };
  return decideMailFirst<Step>(state.messages, rules, now, (mails) =>
    spec.decide(state, { mails, now, done, searchLagMs }),
  );
}

/** The commitment says when it is checked again, so that a lost timer is missed. */
function pause(step: Pause, commitment: Commitment | null, now: Date): Next {
  switch (step.do) {
    case 'wait': {
      const { at, ...why } = step;
      commitment?.checkAt(at);
      return { ...why, until: at.getTime() };
    }
    case 'rest':
      commitment?.checkAt(step.until);
      return CLOSE;
    case 'close':
      commitment?.complete(now);
      return step;
  }
}
