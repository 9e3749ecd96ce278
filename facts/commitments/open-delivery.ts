import type { Fact } from '../transaction.ts';
import { openPromise } from './open-commitment.ts';

/** This e-mail is carried for its own sake: it is no thanks and no part of a journey. */
export async function promiseDelivery(fact: Fact, messageId: string): Promise<void> {
  await openPromise(fact, 'delivery', messageId);
}
