import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { Professional } from '../../entities/professional.ts';
import { Referral } from '../../entities/referral.ts';
import { reevaluateJourney, reevaluateReferOutsOf } from '../commitments/reevaluate-subjects.ts';
import { reevaluate } from '../signal.ts';
import type { Tx } from '../transaction.ts';

/** Signals all that is about to be sent to this address, or waits until something may be. */
export async function reevaluateAddress(tx: Tx, emailHash: string): Promise<void> {
  const { em } = tx;
  const idOnly = { fields: ['id'] as const, orderBy: { id: 'asc' as const } };
  const clients = await em.find(Client, { emailHash }, idOnly);
  const professionals = await em.find(Professional, { emailHash }, idOnly);
  const enquiries = await em.find(Enquiry, { emailHash }, idOnly);
  for (const { id } of clients) await reevaluateJourney(tx, id);
  for (const { id } of professionals) await reevaluateReferOutsOf(tx, { toProfessionalId: id });
  for (const { id } of enquiries) await reevaluateReferOutsOf(tx, { enquiryId: id });
  const theirs = [
    { referrerHash: emailHash },
    ...clients.map(({ id }) => ({ referrerClientId: id })),
    ...professionals.map(({ id }) => ({ referrerProfessionalId: id })),
  ];
  const open = await em.find(Referral, { $or: theirs, status: { $in: ['due', 'needs_person'] } }, idOnly);
  for (const { id } of open) reevaluate(tx, 'referral', id);
}
