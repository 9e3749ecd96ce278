import type { ReferOut } from '../../entities/refer-out.ts';
import { closeEnquiry } from '../enquiries/close-enquiry.ts';
import type { Tx } from '../transaction.ts';
import { lockEnquiry } from '../locks/lock-enquiry.ts';

/** Closes the enquiry of a person who was referred out. */
export async function endElsewhere(tx: Tx, { enquiry: of }: ReferOut): Promise<void> {
  if (!of) return;
  const enquiry = await lockEnquiry(tx, of.id);
  if (enquiry.stage === 'closed' || enquiry.attendedAt) return;
  await closeEnquiry(tx, enquiry.id, { reason: 'not_a_fit' });
}
