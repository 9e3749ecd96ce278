import type { Subject } from '../activities/evaluate.ts';
import type { ReferOutStep } from '../policy/refer-outs/refer-out.ts';
import { reconcile, type Promised } from './reconcile.ts';

const REFER_OUT: Promised<ReferOutStep> = {
  steps: {
    ask_to_choose: { happens: 'Somebody is asked to choose a colleague with the person.', attention: true },
    write: { happens: 'The e-mail to the colleague whom the person said yes to is written.' },
    send: { happens: 'An e-mail is sent, or its outcome looked up.' },
    ask_to_ring: { happens: 'Somebody is asked to ring the colleague.', attention: true },
    ask_how_it_went: { happens: 'Somebody is asked how it went.', attention: true },
    give_up: { happens: 'It is closed, because nobody heard.' },
  },
  waits: {
    choose: (after) => `Until somebody is asked to choose, ${after} after it began`,
    send: () => 'Until the e-mail may leave',
    check: (after) => `Until somebody is asked how it went, ${after} after the last word`,
    give_up: (after) => `Until it is closed, ${after} after the last word`,
    look: () => 'Until tomorrow, when it is looked at again',
  },
};

/** A person whom we cannot serve lands with somebody who can, and hears from nobody without their own yes. */
export function referOut(subject: Subject): Promise<void> {
  return reconcile('referOut', subject, REFER_OUT);
}
