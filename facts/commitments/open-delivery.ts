import type { Tx } from '../transaction.ts';
import { openCommitment } from './open-commitment.ts';

/** This e-mail is carried for its own sake: it is no thanks and no part of a journey. */
export async function openDelivery(tx: Tx, messageId: string): Promise<void> {
  await openCommitment(tx, 'delivery', messageId);
}
