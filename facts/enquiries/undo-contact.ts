import { EnquiryEvent } from '../../entities/enquiry-event.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { addEnquiryEvent } from '../enquiry-event.ts';
import { lockEnquiry } from '../locks/lock-enquiry.ts';
import { conflict } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

/** They were not reached after all: the one step back there is, until the next one, or a stall, has followed from it. */
export async function undoContact(tx: Tx, enquiryId: string): Promise<void> {
  const enquiry = await lockEnquiry(tx, enquiryId);
  if (enquiry.stage !== 'contacted' || enquiry.stalledAt)
    throw conflict('What followed from this cannot be undone here.');
  enquiry.undoContact(tx.now);
  addEnquiryEvent(tx, enquiry, 'taken_back', 'contacted');
  await openCommitment(tx, 'enquiry', enquiry.id);
}

/** Nobody tried them after all: the last thing noted of them is this person's attempt. */
export async function undoAttempt(tx: Tx, enquiryId: string): Promise<void> {
  const enquiry = await lockEnquiry(tx, enquiryId);
  const latest = await tx.em.findOne(
    EnquiryEvent,
    { enquiryId },
    { orderBy: [{ at: 'desc' }, { id: 'desc' }] },
  );
  if (latest?.what !== 'attempted' || latest.by !== tx.actor.staffId || enquiry.attempts === 0)
    throw conflict('This task is open, and the last thing noted of it is not an attempt of yours.');
  enquiry.attempts -= 1;
  addEnquiryEvent(tx, enquiry, 'taken_back', 'attempted');
}
