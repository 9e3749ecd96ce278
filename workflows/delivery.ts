import type { Subject } from '../activities/evaluate.ts';
import { reconcile } from './reconcile.ts';

const DELIVERY = { steps: { send: { happens: 'The e-mail is sent, or its outcome looked up.' } }, waits: {} };

/** An e-mail that stands for itself leaves once, and it is known what became of it. */
export function delivery(subject: Subject): Promise<void> {
  return reconcile('delivery', subject, DELIVERY);
}
