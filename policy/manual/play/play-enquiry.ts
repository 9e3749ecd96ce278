import { decideEnquiry, type EnquiryFacts, type EnquiryRules } from '../../enquiries/enquiry.ts';
import { happened, MOST_STEPS, PLAYED_FROM, type Happening } from './happening.ts';

type Stage = 'received' | 'contacted' | 'booked' | 'attended' | 'closed';
type Act = 'stall' | 'let_go' | 'keep' | 'ask_waiting' | 'close';

/** What the rules do about somebody who stays at this stage, counted from when they reached it. */
export function playEnquiry(stage: Stage, rules: EnquiryRules, byLetter = false): Happening<Act>[] {
  const done: Happening<Act>[] = [];
  let now = PLAYED_FROM;
  let facts: EnquiryFacts = { ...FRESH, stage, byLetter };
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const step = decideEnquiry(facts, rules, now);
    if (step.do === 'wait' || step.do === 'rest') {
      now = step.do === 'wait' ? step.at : step.until;
      continue;
    }
    done.push(happened(step.do, now));
    if (step.do !== 'stall') return done;
    facts = { ...facts, stalledAt: now };
  }
  return done;
}

const FRESH: Omit<EnquiryFacts, 'stage'> = {
  receivedAt: PLAYED_FROM,
  recordedAt: PLAYED_FROM,
  contactedAt: PLAYED_FROM,
  bookedAt: PLAYED_FROM,
  attendedAt: PLAYED_FROM,
  closedAt: PLAYED_FROM,
  closedReason: 'waitlisted',
  reopenedAt: null,
  stalledAt: null,
  byLetter: false,
  severalNames: false,
  pathFailed: false,
  attendedSessions: 1,
  endedAsPlanned: false,
  waitingAskedAt: null,
  sourceRecord: null,
};
