import type { Subject } from '../activities/evaluate.ts';
import type { AcknowledgementStep } from '../policy/referrals/acknowledgement.ts';
import { reconcile, type Promised } from './reconcile.ts';

const REFERRAL: Promised<AcknowledgementStep> = {
  steps: {
    open: { happens: 'The thanks is drafted, and the person on duty is asked to look at it.' },
    remind: { happens: 'The person on duty is reminded.' },
    escalate: { happens: 'It is taken to the owner.', attention: true },
    send: { happens: 'An e-mail is sent, or its outcome looked up.' },
    hand_over: { happens: 'It is given to a person.', attention: true },
  },
  waits: {
    remind: (after) => `Until the reminder, ${after} after it came`,
    escalate: (after) => `Until it is taken to the owner, ${after} after it came`,
    send: () => 'Until the thanks sends itself',
    day_seven: (after) => `Until it is too late for a thanks by e-mail, ${after} after it came`,
    look: () => 'Until tomorrow, when it is looked at again',
  },
};

/** Whoever passed our name on is thanked within 48 hours, or it is plain why not. */
export function referral(subject: Subject): Promise<void> {
  return reconcile('referral', subject, REFERRAL);
}
