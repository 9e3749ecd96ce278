import { inTransaction, asWorkflow, type Tx } from '../facts/transaction.ts';
import { judgeMilestones } from '../facts/journeys/judge-milestones.ts';
import { scheduleNextCheck, completeCommitment } from '../facts/commitments/next-check.ts';
import { planNotes } from '../facts/journeys/plan-notes.ts';
import { readJourney } from '../facts/journeys/read-journey.ts';
import { decideJourney, type JourneyStep } from '../policy/journeys/journey.ts';
import { carryMessage } from './carry-message.ts';
import { noteCarriage } from './carry-note.ts';
import type { ActivityDeps } from './deps.ts';

export type JourneySubject = { practiceId: string; clientId: string };

/** What a journey needs next; times are epoch milliseconds, because that is what a history can hold. */
export type JourneyNext =
  | { do: 'judge' }
  | { do: 'plan' }
  | { do: 'send'; messageId: string }
  | { do: 'wait'; until: number }
  | { do: 'close' };

type Act = (tx: Tx, decided: () => Promise<JourneyStep>) => Promise<unknown>;

/**
 * Each step writes what it did and answers with what comes next, decided from the facts of that moment; it is done only
 * while the rules still ask for it, so that it may be asked for twice.
 */
export function journeyActivities(deps: ActivityDeps) {
  const { searchLagMs } = deps.mailer;

  function step({ practiceId, clientId }: JourneySubject, now: number, act?: Act): Promise<JourneyNext> {
    return inTransaction(deps.database, asWorkflow(practiceId, now), async (tx) => {
      await act?.(tx, async () => {
        await lockJourney(tx, clientId);
        return decide(tx, clientId, searchLagMs);
      });
      return next(tx, clientId, searchLagMs);
    });
  }

  return {
    /** Asks the rules. */
    decideJourneyStep: (subject: JourneySubject, now: number) => step(subject, now),

    /** Holds or lets go milestones that may not ride. */
    judgeMilestones: (subject: JourneySubject, now: number) =>
      step(subject, now, async (tx, decided) => {
        const decision = await decided();
        if (decision.do === 'judge') await judgeMilestones(tx, decision.verdicts);
      }),

    /** Puts down which notes go, and when. */
    planNotes: (subject: JourneySubject, now: number) =>
      step(subject, now, async (tx, decided) => {
        const decision = await decided();
        if (decision.do === 'plan') await planNotes(tx, subject.clientId, decision.changes);
      }),

    /** Sends one note, with a prompt inside where one may ride, or finds out what became of it. */
    async sendNote(subject: JourneySubject, now: number, messageId: string): Promise<JourneyNext> {
      const carriage = noteCarriage(deps, { clientId: subject.clientId, messageId });
      const settle = await carryMessage(deps, asWorkflow(subject.practiceId, now), carriage);
      return step(subject, now, settle);
    },
  };
}

/** One step at a time; whoever only points at the client need not wait. */
async function lockJourney(tx: Tx, clientId: string): Promise<void> {
  await tx.em.execute('select 1 from client where practice_id = ? and id = ? for no key update', [
    tx.practiceId,
    clientId,
  ]);
}

/** A client who is gone needs nothing. */
async function decide(tx: Tx, clientId: string, searchLagMs: number): Promise<JourneyStep> {
  await tx.em.flush();
  const journey = await readJourney(tx, clientId, searchLagMs);
  return journey ? decideJourney(journey.facts, journey.rules, tx.now) : { do: 'close' };
}

/**
 * Decides, and writes down when Temporal must look again. Then it decides once more: what it had to wait for while
 * writing (a setting that was changed, a file that came in) would otherwise be overwritten unseen.
 */
async function next(tx: Tx, clientId: string, searchLagMs: number): Promise<JourneyNext> {
  const first = await decide(tx, clientId, searchLagMs);
  if (first.do === 'wait') await scheduleNextCheck(tx, 'clientJourney', clientId, first.at);
  const decision = first.do === 'wait' ? await decide(tx, clientId, searchLagMs) : first;
  switch (decision.do) {
    case 'wait':
      await scheduleNextCheck(tx, 'clientJourney', clientId, decision.at);
      return { do: 'wait', until: decision.at.getTime() };
    case 'close':
      await completeCommitment(tx, 'clientJourney', clientId);
      return decision;
    case 'judge':
    case 'plan':
      return { do: decision.do };
    case 'send':
      return decision;
  }
}
