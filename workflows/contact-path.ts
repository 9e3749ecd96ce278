import type { Subject } from '../activities/evaluate.ts';
import type { ContactPathStep } from '../policy/contact-path/contact-schedule.ts';
import { reconcile, type Promised } from './reconcile.ts';

const CONTACT_PATH: Promised<ContactPathStep> = {
  steps: {
    check: {
      happens:
        'Every way to the practice that is due is tried from outside; what fails twice is a task and an e-mail.',
      attention: true,
    },
    settle: { happens: 'What was sent has come in, or its time is over.' },
  },
  waits: {
    answer: () => 'Until what was sent has come in',
    again: () => 'Until what failed once is tried again',
    round: () => 'Until the next round',
  },
};

/** Whoever wants to reach the practice can, or somebody hears of it within the hour. */
export function contactPath(subject: Subject): Promise<void> {
  return reconcile('contactPath', subject, CONTACT_PATH);
}
