import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Subject } from '../activities/evaluate.ts';
import type { Answer } from '../activities/reconcile.ts';
import type { WorkflowName } from '../facts/signal.ts';
import { activities } from './activities.ts';
import { inWords } from './in-words.ts';
import { reevaluateSignal } from './reevaluate-signal.ts';
import { ATTENTION, RUNNING, STAGE } from './search-attributes.ts';

/** `Policy`: the steps that the rules of `policy/` may ask for. */
type Named = { do: string; for?: string };
type Pausing = 'wait' | 'rest' | 'close';

/** What a step does, in plain words, and whether a person has to act after it. */
type Step = { happens: string; attention?: true };

/** A promise that can be read aloud: its steps, and what it waits for (`after`: the practice's own setting). */
export type Promised<Policy extends Named> = {
  steps: Readonly<Record<Exclude<Policy['do'], Pausing>, Step>>;
  waits: Readonly<Record<NonNullable<Extract<Policy, { do: 'wait' }>['for']>, (after: string) => string>>;
};

/** The same as the loop reads it, where a step is known by name only. */
type Table = {
  steps: Readonly<Partial<Record<string, Step>>>;
  waits: Readonly<Partial<Record<string, (after: string) => string>>>;
};

const ASKS = 'Ask the rules what is due, and do it';
const SENDS = 'Send an e-mail, or find out what became of it';
const WAITS_FOR_MAIL: Readonly<Partial<Record<string, string>>> = {
  mail: 'Until an e-mail to staff may leave',
  outcome: 'Until it can be looked up what became of an e-mail',
};

/**
 * The one loop: ask the rules, which takes every step that is due, wait for the next moment or a signal, and ask again;
 * it ends when nothing is pending. Its only state is its subject, so that it may continue as new at any turn.
 */
export async function reconcile(kind: WorkflowName, subject: Subject, table: Table): Promise<void> {
  const inbox = { signaled: false };
  setHandler(reevaluateSignal, () => {
    inbox.signaled = true;
  });

  let answer = await ask(kind, subject, inbox, ASKS);
  for (;;) {
    show(answer, table);
    if (answer.next.do === 'close' && !inbox.signaled) return;
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<(subject: Subject) => Promise<void>>(subject);
    }
    answer = await turn({ kind, subject, inbox, table }, answer.next);
  }
}

type Run = { kind: WorkflowName; subject: Subject; inbox: { signaled: boolean }; table: Table };

/** What is due now, or the next moment and then what is due. */
async function turn({ kind, subject, inbox, table }: Run, next: Answer['next']): Promise<Answer> {
  const send = (messageId: string): Promise<Answer> => {
    inbox.signaled = false;
    const summary = table.steps['send']?.happens ?? SENDS;
    return activities.deliver.executeWithOptions({ summary }, [kind, subject, Date.now(), messageId]);
  };
  switch (next.do) {
    case 'close':
    case 'continue':
      return ask(kind, subject, inbox, ASKS);
    case 'send':
      return send(next.messageId);
    case 'call_out': {
      inbox.signaled = false;
      const summary = table.steps[next.step]?.happens ?? next.step;
      return activities.callOut.executeWithOptions({ summary }, [kind, subject, Date.now(), next.step]);
    }
    case 'wait': {
      const ms = Math.max(1, next.until - Date.now());
      const wasSignaled =
        inbox.signaled || (await condition(() => inbox.signaled, ms, { summary: waitingFor(next, table) }));
      if (!wasSignaled && next.messageId) return send(next.messageId);
      return ask(kind, subject, inbox, wasSignaled ? ASKS : (table.steps[next.for]?.happens ?? ASKS));
    }
  }
}

/** A signal that came before this activity begins is answered by it. */
function ask(
  kind: WorkflowName,
  subject: Subject,
  inbox: { signaled: boolean },
  summary: string,
): Promise<Answer> {
  inbox.signaled = false;
  return activities.reconcile.executeWithOptions({ summary }, [kind, subject, Date.now()]);
}

function waitingFor(next: Extract<Answer['next'], { do: 'wait' }>, { waits }: Table): string {
  return waits[next.for]?.(inWords(next.afterMs ?? 0)) ?? WAITS_FOR_MAIL[next.for] ?? next.for;
}

/** What an operator reads: where the run stands and, only when that changes (an upsert is an action), who has to act. */
function show({ did, next, attention: step }: Answer, table: Table): void {
  const done = did.flatMap((one) => table.steps[one]?.happens ?? []);
  setCurrentDetails(
    [...done, next.do === 'wait' ? waitingFor(next, table) : null].filter(Boolean).join('\n'),
  );
  const attention = step !== null && table.steps[step]?.attention === true;
  const stage = attention && step !== null ? step : RUNNING;
  const shown = workflowInfo().typedSearchAttributes;
  if ((shown.get(ATTENTION) ?? false) === attention && (shown.get(STAGE) ?? RUNNING) === stage) return;
  upsertSearchAttributes([
    { key: STAGE, value: stage },
    { key: ATTENTION, value: attention },
  ]);
}
