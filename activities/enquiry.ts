import { inTransaction, asWorkflow, type Tx } from '../facts/transaction.ts';
import { letGo } from '../facts/enquiries/close-enquiry.ts';
import { askWhetherStillWaiting, noteStall } from '../facts/enquiries/follow-enquiry.ts';
import { scheduleNextCheck, completeCommitment } from '../facts/commitments/next-check.ts';
import { lockEnquiry } from '../facts/locks/lock-enquiry.ts';
import { takeStep } from '../facts/enquiries/progress-enquiry.ts';
import { readEnquiry } from '../facts/enquiries/read-enquiry.ts';
import { Enquiry } from '../entities/enquiry.ts';
import { decideEnquiry, type EnquiryStep } from '../policy/enquiries/enquiry.ts';
import type { ActivityDeps } from './deps.ts';

export type EnquirySubject = { practiceId: string; enquiryId: string };

/** What sees somebody through next; times are epoch milliseconds, because that is what a history can hold. */
export type EnquiryNext =
  | { do: 'stall' }
  | { do: 'let_go' }
  | { do: 'keep' }
  | { do: 'ask_waiting' }
  | { do: 'wait'; until: number }
  | { do: 'close' };

type Act<Do extends EnquiryStep['do']> = (
  tx: Tx,
  enquiry: Enquiry,
  step: Extract<EnquiryStep, { do: Do }>,
) => Promise<void>;

/** Each step is done only while the rules still ask for it, and answers with what comes after it. */
export function enquiryActivities(deps: ActivityDeps) {
  function step<Do extends EnquiryStep['do']>(
    { practiceId, enquiryId }: EnquirySubject,
    now: number,
    wanted?: Do,
    act?: Act<Do>,
  ): Promise<EnquiryNext> {
    return inTransaction(deps.database, asWorkflow(practiceId, now), async (tx) => {
      if ((await tx.em.count(Enquiry, { practiceId, id: enquiryId })) === 0) return gone(tx, enquiryId);
      const enquiry = await lockEnquiry(tx, enquiryId);
      const decision = await decide(tx, enquiryId);
      if (act && isStep(decision, wanted)) await act(tx, enquiry, decision);
      return next(tx, enquiryId);
    });
  }

  return {
    /** Asks the rules. */
    decideEnquiryStep: (subject: EnquirySubject, now: number) => step(subject, now),

    /** It takes longer than promised: noted once, and somebody is asked to act. */
    noteStall: (subject: EnquirySubject, now: number) => step(subject, now, 'stall', noteStall),

    /** Nobody is left hanging for ever. */
    letEnquiryGo: (subject: EnquirySubject, now: number) => step(subject, now, 'let_go', letGo),

    /** They stayed. */
    noteKept: (subject: EnquirySubject, now: number) =>
      step(subject, now, 'keep', (tx, enquiry) => takeStep(tx, enquiry, 'kept', tx.now)),

    /** Do they still wait for a place? */
    askWhetherStillWaiting: (subject: EnquirySubject, now: number) =>
      step(subject, now, 'ask_waiting', askWhetherStillWaiting),
  };
}

function isStep<Do extends EnquiryStep['do']>(
  decision: EnquiryStep,
  wanted: Do | undefined,
): decision is Extract<EnquiryStep, { do: Do }> {
  return decision.do === wanted;
}

async function decide(tx: Tx, enquiryId: string): Promise<EnquiryStep> {
  await tx.em.flush();
  const enquiry = await readEnquiry(tx, enquiryId);
  return enquiry ? decideEnquiry(enquiry.facts, enquiry.rules, tx.now) : { do: 'close' };
}

/** Decides, and writes down when Temporal must look again; once more, for what changed while it waited to write. */
async function next(tx: Tx, enquiryId: string): Promise<EnquiryNext> {
  const first = await decide(tx, enquiryId);
  if (first.do === 'wait') await scheduleNextCheck(tx, 'enquiry', enquiryId, first.at);
  const decision = first.do === 'wait' ? await decide(tx, enquiryId) : first;
  switch (decision.do) {
    case 'wait':
      await scheduleNextCheck(tx, 'enquiry', enquiryId, decision.at);
      return { do: 'wait', until: decision.at.getTime() };
    case 'rest':
      await scheduleNextCheck(tx, 'enquiry', enquiryId, decision.until);
      return { do: 'close' };
    case 'close':
      return gone(tx, enquiryId);
    case 'stall':
    case 'let_go':
    case 'keep':
    case 'ask_waiting':
      return { do: decision.do };
  }
}

async function gone(tx: Tx, enquiryId: string): Promise<EnquiryNext> {
  await completeCommitment(tx, 'enquiry', enquiryId);
  return { do: 'close' };
}
