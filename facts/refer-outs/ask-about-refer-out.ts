import { ANSWER_WITHIN_MS } from '../../policy/tasks/answer-within.ts';
import type { ReferOut } from '../../entities/refer-out.ts';
import { REFER_OUT_TASKS, type ReferOutTask } from '../../policy/refer-outs/refer-out-terms.ts';
import { closeTasks, openTask } from '../tasks/open-task.ts';
import type { Tx } from '../transaction.ts';
import { practiceToday } from '../practice/practice-today.ts';
import type { RingBecause } from '../../policy/refer-outs/refer-out.ts';

/** Opens a task to call a colleague who cannot be e-mailed. */
export async function askToRing(tx: Tx, referOut: ReferOut, because: RingBecause): Promise<void> {
  await ask(tx, referOut, 'check_handover', because);
}

/** Opens a task to choose a colleague together with the person. */
export async function askToChoose(tx: Tx, referOut: ReferOut): Promise<void> {
  await ask(tx, referOut, 'choose_colleague', referOut.declinedIds.length > 0 ? 'declined' : undefined);
}

/** Opens a task to ask the person, never the colleague, how it went. */
export async function askHowItWent(tx: Tx, referOut: ReferOut): Promise<void> {
  await ask(tx, referOut, 'check_handover', undefined);
  referOut.check(tx.now);
}

async function ask(tx: Tx, referOut: ReferOut, kind: ReferOutTask, why: string | undefined): Promise<void> {
  await closeTasks(tx, REFER_OUT_TASKS, { referOut }, 'cancelled');
  const today = await practiceToday(tx);
  openTask(tx, {
    kind,
    ...(why === undefined ? {} : { why }),
    referOut,
    ...(referOut.enquiry ? { enquiry: referOut.enquiry } : {}),
    ...(referOut.client ? { client: referOut.client } : {}),
    assignee: today.dutyHolder('firstContact'),
    dueAt: new Date(tx.now.getTime() + ANSWER_WITHIN_MS),
  });
}
