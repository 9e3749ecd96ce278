import { Client } from '../../entities/client.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import type { Tx } from '../transaction.ts';
import { recordEnquiry, type NewEnquiry } from './record-enquiry.ts';

/**
 * Records an enquiry through a referrer's link with that referrer named (D4, §5a.14). An enquirer who uses their own link
 * names nobody, and gets the same answer, which would otherwise tell whose link it is.
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
