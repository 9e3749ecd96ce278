import { clientFactsAt } from '../../policy/journeys/client-facts.ts';
import type { JourneyFacts, JourneyRules } from '../../policy/journeys/journey.ts';
import { journeyRules } from '../../policy/journeys/journey-rules.ts';
import type { Tx } from '../transaction.ts';
import { readHistories } from './read-histories.ts';

/** What the rules need to know about one client, with the rules of their practice. */
export type Journey = {
  facts: JourneyFacts;
  rules: JourneyRules;
  promptsSent: number;
  lastPromptAt: Date | null;
};

/** Reads it in one statement; null where the client was erased, so that a run can end. */
export async function readJourney(tx: Tx, clientId: string): Promise<Journey | null> {
  const { settings, histories } = await readHistories(tx, [clientId]);
  const [history] = histories;
  if (!history) return null;
  const facts = clientFactsAt(history, tx.now.getTime());
  const { promptsAt } = facts.gate;
  return {
    facts,
    rules: journeyRules(settings.policy, {
      zone: settings.zone,
      strict: settings.profile === 'US_STRICT',
      signedOff: settings.signedOff,
      paused: settings.sending === 'paused',
    }),
    promptsSent: promptsAt.length,
    lastPromptAt: promptsAt.length > 0 ? new Date(Math.max(...promptsAt)) : null,
  };
}
