import { letGo } from '../facts/enquiries/close-enquiry.ts';
import { askWhetherStillWaiting, noteStall } from '../facts/enquiries/follow-enquiry.ts';
import { takeStep } from '../facts/enquiries/progress-enquiry.ts';
import { readEnquiry, type EnquiryState } from '../facts/enquiries/read-enquiry.ts';
import type { Tx } from '../facts/transaction.ts';
import { Enquiry } from '../entities/enquiry.ts';
import { decideEnquiry, type EnquiryStep } from '../policy/enquiries/enquiry.ts';
import { reconciler, type OwnSteps } from './reconcile.ts';

/** Whoever may become a client is seen through to a first session or a good ending; a stall is noticed and its cause named. */
export const enquiry = reconciler<EnquiryState, OwnSteps<EnquiryStep>>({
  read: readEnquiry,
  decide: ({ facts, rules }, { now }) => decideEnquiry(facts, rules, now),
  attention: ({ facts }) => facts.stalledAt && 'stall',
  acts: {
    stall: async (tx, step, id) => noteStall(tx, await enquiryOf(tx, id), step),
    let_go: async (tx, step, id) => letGo(tx, await enquiryOf(tx, id), step),
    keep: async (tx, _, id) => takeStep(tx, await enquiryOf(tx, id), 'kept', tx.now),
    ask_waiting: async (tx, _, id) => askWhetherStillWaiting(tx, await enquiryOf(tx, id)),
  },
});

function enquiryOf({ em, practiceId }: Tx, id: string): Promise<Enquiry> {
  return em.findOneOrFail(Enquiry, { practiceId, id });
}
