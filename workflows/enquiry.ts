import type { Subject } from '../activities/evaluate.ts';
import type { EnquiryStep } from '../policy/enquiries/enquiry.ts';
import { reconcile, type Promised } from './reconcile.ts';

const ENQUIRY: Promised<EnquiryStep> = {
  steps: {
    stall: {
      happens: 'It takes longer than promised: noted, and somebody is asked to act.',
      attention: true,
    },
    let_go: { happens: 'It has come to nothing, and is closed with its reason.' },
    keep: { happens: 'They stayed: noted.' },
    ask_waiting: { happens: 'Somebody is asked whether they still wait for a place.' },
  },
  waits: {
    stall: (after) => `Until it takes longer than promised, ${after} for this step`,
    let_go: (after) => `Until it is closed, ${after} after the last step`,
    kept: (after) => `Until it is clear whether they stayed, ${after} after the first session`,
  },
};

/** Whoever may become a client is seen through to a first session or a good ending; a stall is noticed and its cause named. */
export function enquiry(subject: Subject): Promise<void> {
  return reconcile('enquiry', subject, ENQUIRY);
}
