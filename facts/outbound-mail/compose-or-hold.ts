import type { Message } from '../../entities/message.ts';
import { composeMessage, type Envelope } from '../../email/compose.ts';
import { CannotWrite } from '../../email/write.ts';
import type { Tx } from '../transaction.ts';

/** The e-mail as the present facts have it, null where there is none; held where the practice's own words cannot be filled in. */
export function composeOrHold(
  tx: Tx,
  message: Message,
  publicUrl: string,
): Promise<Envelope | { hold: 'cannot_write' } | null> {
  return composedOrHeld(() => composeMessage(tx.em, message, publicUrl, tx.now));
}

/** The same of an e-mail that is composed in another way. */
export async function composedOrHeld(
  compose: () => Promise<Envelope | null>,
): Promise<Envelope | { hold: 'cannot_write' } | null> {
  try {
    return await compose();
  } catch (error) {
    if (error instanceof CannotWrite) return { hold: 'cannot_write' };
    throw error;
  }
}
