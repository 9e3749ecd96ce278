import { Enquiry } from '../../entities/enquiry.ts';
import type { Tx } from '../transaction.ts';
import { reevaluate } from '../signal.ts';

/** Something happened to this client that may say whether they stayed: the enquiry that led to them is reevaluated. */
export async function reevaluateEnquiryOf(tx: Tx, clientId: string): Promise<void> {
  const came = await tx.em.find(Enquiry, { clientId, stage: 'attended' }, { fields: ['id'] });
  for (const { id } of came) reevaluate(tx, 'enquiry', id);
}
