import { Message } from '../../entities/message.ts';
import { recordOutcome } from './end-refer-out.ts';
import type { Fact } from '../transaction.ts';
import { lockReferOut } from '../locks/lock-refer-out.ts';
import { readHandover } from './read-handover.ts';

/** The colleague behind a link has no place, and says so there; false where there is nothing behind it any more. */
export async function declineByLink(fact: Fact, messageId: string): Promise<boolean> {
  const letter = await fact.em.findOne(Message, { id: messageId, template: 'm14' });
  if (!letter?.referOut) return false;
  await lockReferOut(fact, letter.referOut.id);
  if (!(await readHandover(fact, messageId))) return false;
  await recordOutcome(fact, letter.referOut.id, 'declined');
  return true;
}
