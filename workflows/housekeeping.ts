import type { Subject } from '../activities/evaluate.ts';
import { reconcile } from './reconcile.ts';

const HOUSEKEEPING = {
  steps: {
    purge: {
      happens:
        'What is kept no longer is removed; of what is due by law somebody is warned; tasks of whoever is away move.',
    },
  },
  waits: {},
};

/** Nothing is kept longer than was said, and nobody is surprised by a limit of the law. */
export function housekeeping(subject: Subject): Promise<void> {
  return reconcile('housekeeping', subject, HOUSEKEEPING);
}
