import { inFact, WORKFLOW_ACTOR, type Fact } from '../facts/fact.ts';
import { handOverAcknowledgement } from '../facts/hand-over-acknowledgement.ts';
import { expectNextLook, keepPromise } from '../facts/keep-promise.ts';
import { escalateToOwner, remindDutyHolder } from '../facts/nudge-staff.ts';
import { openAcknowledgement } from '../facts/open-acknowledgement.ts';
import { readAcknowledgement } from '../facts/read-acknowledgement.ts';
import { decideAcknowledgement, type HandOverReason } from '../policy/acknowledgement.ts';
import type { ActivityDeps } from './deps.ts';
import { carryMessage } from './carry-message.ts';

export type ReferralSubject = { practiceId: string; referralId: string };

/** What keeps the promise next; times are epoch milliseconds, because that is what a history can hold. */
export type NextStep =
  | { do: 'open' }
  | { do: 'hand_over'; because: HandOverReason }
  | { do: 'remind' }
  | { do: 'escalate' }
  | { do: 'send'; messageId: string }
  | { do: 'wait'; until: number }
  | { do: 'close' };

/** Each step writes what it did and answers with what comes next, decided from the facts of that moment. */
export function acknowledgementActivities(deps: ActivityDeps) {
  function step(subject: ReferralSubject, now: number, act?: (fact: Fact) => Promise<unknown>): Promise<NextStep> {
    const of = { practiceId: subject.practiceId, actor: WORKFLOW_ACTOR, now: new Date(now) };
    return inFact(deps.database, of, async (fact) => {
      await act?.(fact);
      return nextStep(fact, subject.referralId, deps.mailer.searchLagMs);
    });
  }

  return {
    /** Asks the rules. */
    decideNextStep: (subject: ReferralSubject, now: number) => step(subject, now),

    /** Drafts the thanks and asks whoever holds the duty to look at it. */
    openAcknowledgement: (subject: ReferralSubject, now: number) =>
      step(subject, now, (fact) => openAcknowledgement(fact, subject.referralId, fact.now)),

    /** Gives it to a person. */
    handOver: (subject: ReferralSubject, now: number, because: HandOverReason) =>
      step(subject, now, (fact) => handOverAcknowledgement(fact, subject.referralId, because)),

    /** T+24 h. */
    remindDutyHolder: (subject: ReferralSubject, now: number) => step(subject, now, (fact) => remindDutyHolder(fact, subject.referralId)),

    /** T+36 h. */
    escalateToOwner: (subject: ReferralSubject, now: number) => step(subject, now, (fact) => escalateToOwner(fact, subject.referralId)),

    /** Sends one e-mail, or finds out what became of it. */
    async sendMessage(subject: ReferralSubject, now: number, messageId: string): Promise<NextStep> {
      const of = { practiceId: subject.practiceId, actor: WORKFLOW_ACTOR, now: new Date(now) };
      const settle = await carryMessage(deps, of, messageId);
      return step(subject, now, settle);
    },
  };
}

/** Decides from the facts as they stand in this transaction, and writes down when Temporal must look again. */
async function nextStep(fact: Fact, referralId: string, searchLagMs: number): Promise<NextStep> {
  await fact.em.flush();
  const acknowledgement = await readAcknowledgement(fact, referralId, searchLagMs);
  if (!acknowledgement) return { do: 'close' };
  const decision = decideAcknowledgement(acknowledgement.facts, acknowledgement.rules, fact.now);
  switch (decision.do) {
    case 'wait':
      await expectNextLook(fact, 'referral', referralId, decision.at);
      return { do: 'wait', until: decision.at.getTime() };
    case 'close':
      await keepPromise(fact, 'referral', referralId);
      return decision;
    case 'open':
    case 'hand_over':
    case 'remind':
    case 'escalate':
    case 'send':
      return decision;
  }
}
