import { inFact, workflowIn, type Fact } from '../facts/transaction.ts';
import { letGo } from '../facts/enquiries/close-enquiry.ts';
import { askWhetherStillWaiting, noteStall } from '../facts/enquiries/follow-enquiry.ts';
import { expectNextLook, keepPromise } from '../facts/commitments/next-check.ts';
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
  fact: Fact,
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
    return inFact(deps.database, workflowIn(practiceId, now), async (fact) => {
      if ((await fact.em.count(Enquiry, { practiceId, id: enquiryId })) === 0) return gone(fact, enquiryId);
      const enquiry = await lockEnquiry(fact, enquiryId);
      const decision = await decide(fact, enquiryId);
      if (act && isStep(decision, wanted)) await act(fact, enquiry, decision);
      return next(fact, enquiryId);
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
      step(subject, now, 'keep', (fact, enquiry) => takeStep(fact, enquiry, 'kept', fact.now)),

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

async function decide(fact: Fact, enquiryId: string): Promise<EnquiryStep> {
  await fact.em.flush();
  const enquiry = await readEnquiry(fact, enquiryId);
  return enquiry ? decideEnquiry(enquiry.facts, enquiry.rules, fact.now) : { do: 'close' };
}

/** Decides, and writes down when Temporal must look again; once more, for what changed while it waited to write. */
async function next(fact: Fact, enquiryId: string): Promise<EnquiryNext> {
  const first = await decide(fact, enquiryId);
  if (first.do === 'wait') await expectNextLook(fact, 'enquiry', enquiryId, first.at);
  const decision = first.do === 'wait' ? await decide(fact, enquiryId) : first;
  switch (decision.do) {
    case 'wait':
      await expectNextLook(fact, 'enquiry', enquiryId, decision.at);
      return { do: 'wait', until: decision.at.getTime() };
    case 'rest':
      await expectNextLook(fact, 'enquiry', enquiryId, decision.until);
      return { do: 'close' };
    case 'close':
      return gone(fact, enquiryId);
    case 'stall':
    case 'let_go':
    case 'keep':
    case 'ask_waiting':
      return { do: decision.do };
  }
}

async function gone(fact: Fact, enquiryId: string): Promise<EnquiryNext> {
  await keepPromise(fact, 'enquiry', enquiryId);
  return { do: 'close' };
}
