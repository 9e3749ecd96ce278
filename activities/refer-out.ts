import type { ReferOut } from '../entities/refer-out.ts';
import { askHowItWent, askToChoose, askToRing } from '../facts/refer-outs/ask-about-refer-out.ts';
import { endReferOut } from '../facts/refer-outs/end-refer-out.ts';
import { inFact, workflowIn, type Fact } from '../facts/transaction.ts';
import { expectNextLook, keepPromise } from '../facts/commitments/next-check.ts';
import { lockReferOut } from '../facts/locks/lock-refer-out.ts';
import { readReferOut } from '../facts/refer-outs/read-refer-out.ts';
import { writeToColleague } from '../facts/refer-outs/write-to-colleague.ts';
import { decideReferOut, type ReferOutStep, type RingBecause } from '../policy/refer-outs/refer-out.ts';
import { carryMessage } from './carry-message.ts';
import { referOutCarriage } from './carry-refer-out.ts';
import type { ActivityDeps } from './deps.ts';

export type ReferOutSubject = { practiceId: string; referOutId: string };

/** What a referral out needs next; times are epoch milliseconds, because that is what a history can hold. */
export type ReferOutNext =
  | { do: 'write' }
  | { do: 'send'; messageId: string }
  | { do: 'ask_to_ring'; because: RingBecause }
  | { do: 'ask_to_choose' }
  | { do: 'ask_how_it_went' }
  | { do: 'give_up' }
  | { do: 'wait'; until: number }
  | { do: 'close' };

type Act = (fact: Fact, referOut: ReferOut, decided: ReferOutStep) => Promise<unknown>;

/**
 * Each step writes what it did and answers with what comes next, decided from the facts of that moment; it is done only
 * while the rules still ask for it, so that it may be asked for twice.
 */
export function referOutActivities(deps: ActivityDeps) {
  const { searchLagMs } = deps.mailer;

  /** The rules' own word, with the row taken for this change alone; one that is gone needs nothing. */
  async function decide(fact: Fact, referOutId: string): Promise<[ReferOut | null, ReferOutStep]> {
    await fact.em.flush();
    const referOut = await lockReferOut(fact, referOutId);
    if (!referOut) return [null, { do: 'close' }];
    const { facts, rules } = await readReferOut(fact, referOut, searchLagMs);
    return [referOut, decideReferOut(facts, rules, fact.now)];
  }

  async function next(fact: Fact, referOutId: string): Promise<ReferOutNext> {
    const [, decided] = await decide(fact, referOutId);
    if (decided.do === 'close') await keepPromise(fact, 'referOut', referOutId);
    if (decided.do !== 'wait') return decided;
    await expectNextLook(fact, 'referOut', referOutId, decided.at);
    return { do: 'wait', until: decided.at.getTime() };
  }

  function step({ practiceId, referOutId }: ReferOutSubject, now: number, act?: Act): Promise<ReferOutNext> {
    return inFact(deps.database, workflowIn(practiceId, now), async (fact) => {
      if (act) {
        const [referOut, decided] = await decide(fact, referOutId);
        if (referOut) await act(fact, referOut, decided);
      }
      return next(fact, referOutId);
    });
  }

  return {
    /** Asks the rules. */
    decideReferOutStep: (subject: ReferOutSubject, now: number) => step(subject, now),

    /** Puts down the e-mail to the colleague whom the person said yes to. */
    writeToColleague: (subject: ReferOutSubject, now: number) =>
      step(subject, now, async (fact, referOut, decided) => {
        if (decided.do === 'write') await writeToColleague(fact, referOut);
      }),

    /** Asks a person to ring a colleague who cannot be written to. */
    askToRing: (subject: ReferOutSubject, now: number) =>
      step(subject, now, async (fact, referOut, decided) => {
        if (decided.do === 'ask_to_ring') await askToRing(fact, referOut, decided.because);
      }),

    /** Asks a person to choose a colleague, with whoever it is about. */
    askToChoose: (subject: ReferOutSubject, now: number) =>
      step(subject, now, async (fact, referOut, decided) => {
        if (decided.do === 'ask_to_choose') await askToChoose(fact, referOut);
      }),

    /** Asks a person how it went. */
    askHowItWent: (subject: ReferOutSubject, now: number) =>
      step(subject, now, async (fact, referOut, decided) => {
        if (decided.do === 'ask_how_it_went') await askHowItWent(fact, referOut);
      }),

    /** Nobody heard, or the person is gone: closed as unknown. */
    giveUpReferOut: (subject: ReferOutSubject, now: number) =>
      step(subject, now, async (fact, referOut, decided) => {
        if (decided.do === 'give_up') await endReferOut(fact, referOut, 'unknown');
      }),

    /** Sends one e-mail, or finds out what became of it. */
    async sendReferOutMail(subject: ReferOutSubject, now: number, messageId: string): Promise<ReferOutNext> {
      const carriage = referOutCarriage(deps, { referOutId: subject.referOutId, messageId });
      const settle = await carryMessage(deps, workflowIn(subject.practiceId, now), carriage);
      return inFact(deps.database, workflowIn(subject.practiceId, now), async (fact) => {
        await settle(fact);
        return next(fact, subject.referOutId);
      });
    },
  };
}
