import type { ReferOut } from '../../entities/refer-out.ts';
import { closeEnquiry } from '../enquiries/close-enquiry.ts';
import type { Tx } from '../transaction.ts';
import { lockEnquiry } from '../locks/lock-enquiry.ts';

/** Somebody is on the way to a colleague: their enquiry has found its end, and nobody here is asked to book them any more. */
export async function endElsewhere(tx: Tx, { enquiry: of }: ReferOut): Promise<void> {
  if (!of) return;
  const enquiry = await lockEnquiry(tx, of.id);
  if (enquiry.stage === 'closed' || enquiry.attendedAt) return;
  await closeEnquiry(tx, enquiry.id, { reason: 'not_a_fit' });
}
