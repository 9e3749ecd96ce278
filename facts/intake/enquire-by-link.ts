import { Client } from '../../entities/client.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import type { Tx } from '../transaction.ts';
import { recordEnquiry, type NewEnquiry } from './record-enquiry.ts';

/**
 * Somebody gets in touch through a referrer's own link, and left it ticked that it tells us who suggested us (D4,
 * §5a.14). Whoever uses their own link has not been sent; that is not said, or the link would tell whose it is.
 */
export async function enquireByLink(
  tx: Tx,
  enquiry: NewEnquiry,
  clientId: string,
  deadlineMs: number,
): Promise<void> {
  const { email } = enquiry.person;
  const isTheirOwn =
    email !== undefined && (await tx.em.count(Client, { id: clientId, emailHash: emailHash(email) })) > 0;
  const named = isTheirOwn ? {} : { referrer: { clientId }, learnedFrom: 'link' as const };
  await recordEnquiry(tx, { ...enquiry, ...named }, deadlineMs);
}
