import type { Subject } from '../activities/evaluate.ts';
import { reconcile } from './reconcile.ts';

const FRIDAY_LIST = {
  steps: { make: { happens: 'The list is made; the next one is due in a week.' } },
  waits: {},
};

/** Each Friday a practitioner hears of the clients a word about whom would help; who has none hears nothing. */
export function fridayList(subject: Subject): Promise<void> {
  return reconcile('fridayList', subject, FRIDAY_LIST);
}
