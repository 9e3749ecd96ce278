import { LockMode } from '@mikro-orm/postgresql';
import { Enquiry } from '../../entities/enquiry.ts';
import type { Fact } from '../transaction.ts';
import { notFound } from '../refusal.ts';

/** Takes an enquiry for this change alone. */
export async function lockEnquiry(fact: Fact, enquiryId: string): Promise<Enquiry> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const enquiry = await fact.em.findOne(
    Enquiry,
    { practiceId: fact.practiceId, id: enquiryId },
    { lockMode, refresh: true },
  );
  if (!enquiry) throw notFound('enquiry');
  return enquiry;
}
