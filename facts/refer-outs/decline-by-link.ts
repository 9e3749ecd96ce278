import { Message } from '../../entities/message.ts';
import { recordOutcome } from './end-refer-out.ts';
import type { Tx } from '../transaction.ts';
import { lockReferOut } from '../locks/lock-refer-out.ts';
import { readHandover } from './read-handover.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

/** The colleague behind a handover link declines; false where the link is no longer valid. */
export async function declineByLink(tx: Tx, messageId: string): Promise<boolean> {
  const handover = await tx.em.findOne(Message, { id: messageId, template: TEMPLATE.handover });
  if (!handover?.referOut) return false;
  await lockReferOut(tx, handover.referOut.id);
  if (!(await readHandover(tx, messageId))) return false;
  await recordOutcome(tx, handover.referOut.id, 'declined');
  return true;
}
