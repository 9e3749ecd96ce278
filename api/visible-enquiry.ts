import { Enquiry } from '../entities/enquiry.ts';
import type { Fact } from '../facts/fact.ts';
import { notFound } from '../facts/refusal.ts';
import type { Me } from './route.ts';

/** The enquiry, for whoever may see it; to a practitioner somebody else's is as unknown as one that never was. */
export async function visibleEnquiry(fact: Fact, me: Me, enquiryId: string): Promise<Enquiry> {
  const own = me.ownOnly ? { practitionerId: me.staffId } : {};
  const enquiry = await fact.em.findOne(Enquiry, { id: enquiryId, ...own });
  if (!enquiry) throw notFound('enquiry');
  return enquiry;
}
