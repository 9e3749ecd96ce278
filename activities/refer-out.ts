import type { ReferOut } from '../entities/refer-out.ts';
import { askHowItWent, askToChoose, askToRing } from '../facts/refer-outs/ask-about-refer-out.ts';
import { endReferOut } from '../facts/refer-outs/end-refer-out.ts';
import { inTransaction, asWorkflow, type Tx } from '../facts/transaction.ts';
import { scheduleNextCheck, completeCommitment } from '../facts/commitments/next-check.ts';
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

type Act = (tx: Tx, referOut: ReferOut, decided: ReferOutStep) => Promise<unknown>;

/**
 * Each step writes what it did and answers with what comes next, decided from the facts of that moment; it is done only
 * while the rules still ask for it, so that it may be asked for twice.
 */
export function referOutActivities(deps: ActivityDeps) {
  const { searchLagMs } = deps.mailer;

  /** The rules' own word, with the row taken for this change alone; one that is gone needs nothing. */
  async function decide(tx: Tx, referOutId: string): Promise<[ReferOut | null, ReferOutStep]> {
    await tx.em.flush();
    const referOut = await lockReferOut(tx, referOutId);
    if (!referOut) return [null, { do: 'close' }];
    const { facts, rules } = await readReferOut(tx, referOut, searchLagMs);
    return [referOut, decideReferOut(facts, rules, tx.now)];
  }

  async function next(tx: Tx, referOutId: string): Promise<ReferOutNext> {
    const [, decided] = await decide(tx, referOutId);
    if (decided.do === 'close') await completeCommitment(tx, 'referOut', referOutId);
    if (decided.do !== 'wait') return decided;
    await scheduleNextCheck(tx, 'referOut', referOutId, decided.at);
    return { do: 'wait', until: decided.at.getTime() };
  }

  function step({ practiceId, referOutId }: ReferOutSubject, now: number, act?: Act): Promise<ReferOutNext> {
    return inTransaction(deps.database, asWorkflow(practiceId, now), async (tx) => {
      if (act) {
        const [referOut, decided] = await decide(tx, referOutId);
        if (referOut) await act(tx, referOut, decided);
      }
      return next(tx, referOutId);
    });
  }

  return {
    /** Asks the rules. */
    decideReferOutStep: (subject: ReferOutSubject, now: number) => step(subject, now),

    /** Puts down the e-mail to the colleague whom the person said yes to. */
    writeToColleague: (subject: ReferOutSubject, now: number) =>
      step(subject, now, async (tx, referOut, decided) => {
        if (decided.do === 'write') await writeToColleague(tx, referOut);
      }),

    /** Asks a person to ring a colleague who cannot be written to. */
    askToRing: (subject: ReferOutSubject, now: number) =>
      step(subject, now, async (tx, referOut, decided) => {
        if (decided.do === 'ask_to_ring') await askToRing(tx, referOut, decided.because);
      }),

    /** Asks a person to choose a colleague, with whoever it is about. */
    askToChoose: (subject: ReferOutSubject, now: number) =>
      step(subject, now, async (tx, referOut, decided) => {
        if (decided.do === 'ask_to_choose') await askToChoose(tx, referOut);
      }),

    /** Asks a person how it went. */
    askHowItWent: (subject: ReferOutSubject, now: number) =>
      step(subject, now, async (tx, referOut, decided) => {
        if (decided.do === 'ask_how_it_went') await askHowItWent(tx, referOut);
      }),

    /** Nobody heard, or the person is gone: closed as unknown. */
    giveUpReferOut: (subject: ReferOutSubject, now: number) =>
      step(subject, now, async (tx, referOut, decided) => {
        if (decided.do === 'give_up') await endReferOut(tx, referOut, 'unknown');
      }),

    /** Sends one e-mail, or finds out what became of it. */
    async sendReferOutMail(subject: ReferOutSubject, now: number, messageId: string): Promise<ReferOutNext> {
      const carriage = referOutCarriage(deps, { referOutId: subject.referOutId, messageId });
      const settle = await carryMessage(deps, asWorkflow(subject.practiceId, now), carriage);
      return inTransaction(deps.database, asWorkflow(subject.practiceId, now), async (tx) => {
        await settle(tx);
        return next(tx, subject.referOutId);
      });
    },
  };
}
