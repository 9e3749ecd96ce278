import type { Message } from '../../entities/message.ts';
import type { Tx } from '../transaction.ts';

/** It does not leave after all; `why` is an enum of the rules, never free text. */
export function stopMessage(tx: Tx, message: Message, why: string): null {
  message.status = 'stopped';
  message.why = why;
  message.updatedAt = tx.now;
  return null;
}
