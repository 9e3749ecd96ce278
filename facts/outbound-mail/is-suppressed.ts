import { emailHash } from '../../entities/crypto/look-up.ts';
import type { MessagePurpose } from '../../policy/outbound-mail/delivery.ts';
import { stopsMail } from '../../policy/outbound-mail/suppression.ts';
import type { Tx } from '../transaction.ts';
import { standingAgainst } from './standing-suppressions.ts';

/** Whether no mail of this kind goes to this address, for whatever reason, here or anywhere. */
export async function isSuppressed(tx: Tx, address: string, purpose: MessagePurpose): Promise<boolean> {
  return stopsMail(await standingAgainst(tx, emailHash(address)), purpose);
}
