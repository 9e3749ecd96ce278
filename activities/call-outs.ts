import type { WorkflowName } from '../facts/signal.ts';
import { askMailProvider } from './ask-mail-provider.ts';
import type { CallOut } from './call-out.ts';
import { checkContactPath } from './contact-path/check-contact-path.ts';
import { lookUpBatches } from './look-up-batches.ts';
import { sendBatches } from './send-batches.ts';

/** How each step is taken that is a CALL_OUT in the table of its promise. */
const CALL_OUTS: Readonly<Partial<Record<WorkflowName, Readonly<Record<string, CallOut>>>>> = {
  erasure: { ask_provider: askMailProvider },
  contactPath: { check: checkContactPath },
  broadcast: { send_batch: sendBatches, look_up: lookUpBatches },
};

/** Calls another program for one step, and answers what comes next. */
export const callOuts: CallOut = (deps, around) => {
  const take = CALL_OUTS[around.kind]?.[around.step];
  if (!take)
    throw new Error(`There is no call for ${around.kind}/${around.step} in activities/call-outs.ts.`);
  return take(deps, around);
};
