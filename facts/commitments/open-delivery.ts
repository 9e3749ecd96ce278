import type { Tx } from '../transaction.ts';
import { openCommitment } from './open-commitment.ts';

/** This e-mail is delivered for its own sake: it belongs to nothing else. */
export async function openDelivery(tx: Tx, messageId: string): Promise<void> {
  await openCommitment(tx, 'delivery', messageId);
}
