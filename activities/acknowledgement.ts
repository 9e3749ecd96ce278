import { inTransaction, asWorkflow, type Tx } from '../facts/transaction.ts';
import { handOverAcknowledgement } from '../facts/referrals/hand-over-acknowledgement.ts';
import { scheduleNextCheck, completeCommitment } from '../facts/commitments/next-check.ts';
import { escalateToOwner, remindDutyHolder } from '../facts/referrals/nudge-staff.ts';
import { openAcknowledgement } from '../facts/referrals/open-acknowledgement.ts';
import { readAcknowledgement } from '../facts/referrals/read-acknowledgement.ts';
import {
  decideAcknowledgement,
  type AcknowledgementStep,
  type HandOverReason,
} from '../policy/referrals/acknowledgement.ts';
import type { ActivityDeps } from './deps.ts';
import { carryMessage } from './carry-message.ts';
import { thanksCarriage } from './carry-thanks.ts';

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

/** `decided` asks the rules once more, inside the transaction that acts. */
type Act = (tx: Tx, decided: () => Promise<AcknowledgementStep>) => Promise<unknown>;

/**
 * Each step writes what it did and answers with what comes next, decided from the facts of that moment. A step may be
 * asked for twice, or after a person was quicker, so it is done only while the rules still ask for it.
 */
export function acknowledgementActivities(deps: ActivityDeps) {
  const { searchLagMs } = deps.mailer;

  function step({ practiceId, referralId }: ReferralSubject, now: number, act?: Act): Promise<NextStep> {
    return inTransaction(deps.database, asWorkflow(practiceId, now), async (tx) => {
      await act?.(tx, async () => {
        await lockReferral(tx, referralId);
        return decide(tx, referralId, searchLagMs);
      });
      return nextStep(tx, referralId, searchLagMs);
    });
  }

  return {
    /** Asks the rules. */
    decideNextStep: (subject: ReferralSubject, now: number) => step(subject, now),

    /** Drafts the thanks and asks whoever holds the duty to look at it. */
    openAcknowledgement: (subject: ReferralSubject, now: number) =>
      step(subject, now, async (tx, decided) => {
        const decision = await decided();
        if (decision.do === 'open') await openAcknowledgement(tx, subject.referralId, decision.plannedAt);
      }),

    /** Gives it to a person. */
    handOver: (subject: ReferralSubject, now: number) =>
      step(subject, now, async (tx, decided) => {
        const decision = await decided();
        if (decision.do === 'hand_over')
          await handOverAcknowledgement(tx, subject.referralId, decision.because);
      }),

    /** T+24 h. */
    remindDutyHolder: (subject: ReferralSubject, now: number) =>
      step(subject, now, async (tx, decided) => {
        if ((await decided()).do === 'remind') await remindDutyHolder(tx, subject.referralId);
      }),

    /** T+36 h. */
    escalateToOwner: (subject: ReferralSubject, now: number) =>
      step(subject, now, async (tx, decided) => {
        if ((await decided()).do === 'escalate') await escalateToOwner(tx, subject.referralId);
      }),

    /** Sends one e-mail, or finds out what became of it. */
    async sendMessage(subject: ReferralSubject, now: number, messageId: string): Promise<NextStep> {
      const carriage = thanksCarriage(deps, { referralId: subject.referralId, messageId });
      const settle = await carryMessage(deps, asWorkflow(subject.practiceId, now), carriage);
      return step(subject, now, settle);
    },
  };
}

/** A person at the desk and the machine never change one referral at the same time. */
async function lockReferral(tx: Tx, referralId: string): Promise<void> {
  await tx.em.execute('select 1 from referral where practice_id = ? and id = ? for update', [
    tx.practiceId,
    referralId,
  ]);
}

/** What the rules say of the facts as they stand in this transaction; a referral that is gone needs nothing. */
async function decide(tx: Tx, referralId: string, searchLagMs: number): Promise<AcknowledgementStep> {
  await tx.em.flush();
  const acknowledgement = await readAcknowledgement(tx, referralId, searchLagMs);
  if (!acknowledgement) return { do: 'close' };
  return decideAcknowledgement(acknowledgement.facts, acknowledgement.rules, tx.now);
}

/** Decides, and writes down when Temporal must look again; once more, for what changed while it waited to write. */
async function nextStep(tx: Tx, referralId: string, searchLagMs: number): Promise<NextStep> {
  const first = await decide(tx, referralId, searchLagMs);
  if (first.do === 'wait') await scheduleNextCheck(tx, 'referral', referralId, first.at);
  const decision = first.do === 'wait' ? await decide(tx, referralId, searchLagMs) : first;
  switch (decision.do) {
    case 'wait':
      await scheduleNextCheck(tx, 'referral', referralId, decision.at);
      return { do: 'wait', until: decision.at.getTime() };
    case 'close':
      await completeCommitment(tx, 'referral', referralId);
      return decision;
    case 'open':
      return { do: 'open' };
    case 'hand_over':
    case 'remind':
    case 'escalate':
    case 'send':
      return decision;
  }
}
