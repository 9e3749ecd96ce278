import { LockMode } from '@mikro-orm/postgresql';
import { Enquiry } from '../../entities/enquiry.ts';
import type { Tx } from '../transaction.ts';
import { notFound } from '../refusal.ts';

/** Takes an enquiry for this change alone. */
export async function lockEnquiry(tx: Tx, enquiryId: string): Promise<Enquiry> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const enquiry = await tx.em.findOne(
    Enquiry,
    { practiceId: tx.practiceId, id: enquiryId },
    { lockMode, refresh: true },
  );
  if (!enquiry) throw notFound('enquiry');
  return enquiry;
}
