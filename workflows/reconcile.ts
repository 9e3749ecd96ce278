import { condition, setHandler } from '@temporalio/workflow';
import { reevaluateSignal } from './reevaluate-signal.ts';

type Waits = { do: 'wait'; until: number };
type Closes = { do: 'close' };

type Promised<Step extends { do: string }> = {
  /** Asks the rules what comes next. */
  look: () => Promise<Step | Waits | Closes>;
  /** Takes one step, which answers with the next. */
  take: (step: Step) => Promise<Step | Waits | Closes>;
  /** Tells the operator, before each step. */
  tell: (step: Step | Waits | Closes) => void;
};

/**
 * How every promise is kept: look, take the step, look again at the next moment or when the doorbell rings, and end
 * when nothing is pending.
 */
export async function untilNothingIsPending<Step extends { do: string }>({
  look,
  take,
  tell,
}: Promised<Step>): Promise<void> {
  let rung = false;
  setHandler(reevaluateSignal, () => {
    rung = true;
  });
  // The ring that started this run is answered by its first look.
  rung = false;

  let step = await look();
  while (true) {
    tell(step);
    if (isWait(step))
      await condition(() => rung, Math.max(1, step.until - Date.now()), { summary: 'Until the next moment' });
    if (isClose(step) && !rung) return;
    if (rung || isWait(step) || isClose(step)) {
      rung = false;
      step = await look();
    } else {
      step = await take(step);
    }
  }
}

function isWait(step: { do: string }): step is Waits {
  return step.do === 'wait';
}

function isClose(step: { do: string }): step is Closes {
  return step.do === 'close';
}
