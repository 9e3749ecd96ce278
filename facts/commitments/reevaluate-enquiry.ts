import { Enquiry } from '../../entities/enquiry.ts';
import type { Fact } from '../transaction.ts';
import { ring } from '../signal.ts';

/** Something happened to this client that may say whether they stayed: the enquiry that led to them looks again. */
export async function ringEnquiryOf(fact: Fact, clientId: string): Promise<void> {
  const came = await fact.em.find(Enquiry, { clientId, stage: 'attended' }, { fields: ['id'] });
  for (const { id } of came) ring(fact, 'enquiry', id);
}
