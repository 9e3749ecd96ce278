import { judgeMilestones } from '../facts/journeys/judge-milestones.ts';
import { planNotes } from '../facts/journeys/plan-notes.ts';
import { readJourney, type Journey } from '../facts/journeys/read-journey.ts';
import { decideJourney, type JourneyStep } from '../policy/journeys/journey.ts';
import type { MessageFacts } from '../policy/outbound-mail/mail-first.ts';
import { reconciler, type OwnSteps } from './reconcile.ts';

type JourneyState = Journey & { messages: readonly MessageFacts[] };

/** A milestone becomes a prompt at the right moment, inside a note that goes anyway, or is let go with a reason. */
export const clientJourney = reconciler<JourneyState, OwnSteps<JourneyStep>>({
  async read(tx, clientId) {
    const journey = await readJourney(tx, clientId);
    if (!journey) return null;
    const messages = journey.facts.notes.map((note) => ({ ...note, purpose: 'carrier' as const }));
    return { ...journey, messages };
  },
  decide: ({ facts, rules }, { now }) => decideJourney(facts, rules, now),
  acts: {
    judge: (tx, { verdicts }) => judgeMilestones(tx, verdicts),
    plan: (tx, { changes }, id) => planNotes(tx, id, changes),
  },
});
