import { Enquiry } from '../entities/enquiry.ts';
import type { Tx } from '../facts/transaction.ts';
import { notFound } from '../facts/refusal.ts';
import type { Me } from './route.ts';

/** A practitioner sees enquiries that are to become their own clients (§4.3). */
export function ownEnquiries(me: Me): Record<string, unknown> {
  return me.ownOnly ? { practitionerId: me.staffId } : {};
}

/** The enquiry, for whoever may see it; to everybody else it is as unknown as one that never was. */
export async function visibleEnquiry(tx: Tx, me: Me, enquiryId: string): Promise<Enquiry> {
  const enquiry = await tx.em.findOne(Enquiry, { id: enquiryId, ...ownEnquiries(me) });
  if (!enquiry) throw notFound('enquiry');
  return enquiry;
}
