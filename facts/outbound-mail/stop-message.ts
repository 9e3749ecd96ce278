import type { Message } from '../../entities/message.ts';
import type { Fact } from '../transaction.ts';

/** It does not leave after all; `why` is an enum of the rules, never free text. */
export function stopMessage(fact: Fact, message: Message, why: string): null {
  message.status = 'stopped';
  message.why = why;
  message.updatedAt = fact.now;
  return null;
}
