import { handOverAcknowledgement } from '../facts/referrals/hand-over-acknowledgement.ts';
import { escalateToOwner, remindDutyHolder } from '../facts/referrals/nudge-staff.ts';
import { openAcknowledgement } from '../facts/referrals/open-acknowledgement.ts';
import {
  readAcknowledgement,
  withThanks,
  type Acknowledgement,
} from '../facts/referrals/read-acknowledgement.ts';
import {
  decideAcknowledgement,
  thanksWaitFor,
  type AcknowledgementStep,
} from '../policy/referrals/acknowledgement.ts';
import { reconciler, type OwnSteps } from './reconcile.ts';

/** Whoever passed our name on is thanked within 48 hours. */
export const referral = reconciler<Acknowledgement, OwnSteps<AcknowledgementStep>>({
  read: readAcknowledgement,
  decide: (state, { mails, now }) => decideAcknowledgement(withThanks(state, mails), state.rules, now),
  attention: ({ facts }) => thanksWaitFor(facts),
  acts: {
    open: (tx, { plannedAt }, id) => openAcknowledgement(tx, id, plannedAt),
    hand_over: (tx, { because }, id) => handOverAcknowledgement(tx, id, because),
    remind: (tx, _, id) => remindDutyHolder(tx, id),
    escalate: (tx, _, id) => escalateToOwner(tx, id),
  },
});
