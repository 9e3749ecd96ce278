import type { Subject } from '../activities/evaluate.ts';
import type { ErasureStep } from '../policy/privacy/erasure.ts';
import { reconcile, type Promised } from './reconcile.ts';

const ERASURE: Promised<ErasureStep> = {
  steps: {
    ask_provider: {
      happens: 'The mail provider is asked to remove its copy, or a person is asked to see to it.',
    },
    erase: { happens: 'A bounded number of rows is removed.' },
  },
  waits: { outcome: () => 'Until it is known what became of an e-mail to them' },
};

/** A person's data is gone: nothing more leaves for them, the provider's copy goes, then everything here, with proof. */
export function erasure(subject: Subject): Promise<void> {
  return reconcile('erasure', subject, ERASURE);
}
