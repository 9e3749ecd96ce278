import type { Subject } from '../activities/evaluate.ts';
import type { BroadcastStep } from '../policy/broadcasts/broadcast.ts';
import { reconcile, type Promised } from './reconcile.ts';

const BROADCAST: Promised<BroadcastStep> = {
  steps: {
    send_batch: { happens: 'As many e-mails as may leave now leave, many at a time.' },
    look_up: { happens: 'What became of e-mails whose answer was lost is looked up.' },
    give_up: { happens: 'What was sent again and never found is not sent a third time.' },
    finish: { happens: 'Everybody on the list has been written to, or left out with a reason.' },
  },
  waits: {
    place: () => 'Until a day has room for the next e-mails',
    outcome: () => 'Until it can be looked up what became of an e-mail',
  },
};

/** Many hear one thing, each once, at the pace that the desk can answer. */
export function broadcast(subject: Subject): Promise<void> {
  return reconcile('broadcast', subject, BROADCAST);
}
