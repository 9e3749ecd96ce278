import { LockMode } from '@mikro-orm/postgresql';
import { Client } from '../entities/client.ts';
import { Message } from '../entities/message.ts';
import { carryMilestone } from '../facts/journeys/carry-milestone.ts';
import type { Fact } from '../facts/transaction.ts';
import { judgeMilestones } from '../facts/journeys/judge-milestones.ts';
import { holdForPerson } from '../facts/outbound-mail/hold-for-person.ts';
import { readJourney } from '../facts/journeys/read-journey.ts';
import { release, rider } from '../facts/journeys/settle-prompt.ts';
import { stopMessage } from '../facts/outbound-mail/stop-message.ts';
import { composeMessage, type Envelope } from '../email/compose.ts';
import { plannedCarriers } from '../policy/journeys/carriers.ts';
import { choosePrompt } from '../policy/journeys/milestone.ts';
import type { Carriage } from './carry-message.ts';
import type { ActivityDeps } from './deps.ts';

/** A note that the practice sends anyway, and the prompt that may ride in it. */
export function noteCarriage(
  deps: ActivityDeps,
  { clientId, messageId }: { clientId: string; messageId: string },
): Carriage {
  return {
    ifNeverFound: 'hold',
    lock: (fact) => lockNote(fact, clientId, messageId),
    prepare: (fact, message) => prepare(deps, fact, message, clientId),
    async rehearsed(fact, message) {
      const milestone = await rider(fact, message);
      if (milestone) milestone.status = 'would_send';
    },
    held: holdForPerson,
  };
}

/** The client for share, so that a withdrawal or a hold either waits for this send or is seen by it; then the note. */
async function lockNote(fact: Fact, clientId: string, messageId: string): Promise<Message | null> {
  const { em, practiceId } = fact;
  await em.findOne(Client, { practiceId, id: clientId }, { lockMode: LockMode.PESSIMISTIC_READ });
  return em.findOne(Message, { practiceId, id: messageId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** The gate again, in the transaction that sends (S11); one milestone is claimed once. */
async function prepare(
  deps: ActivityDeps,
  fact: Fact,
  message: Message,
  clientId: string,
): Promise<Envelope | null> {
  await releaseEarlier(fact, message);
  const journey = await readJourney(fact, clientId, deps.mailer.searchLagMs);
  if (!journey || !message.carrier) return stopMessage(fact, message, 'gone');
  const { facts, rules } = journey;
  if (rules.paused) return null;
  if (!facts.mayWrite) return stopMessage(fact, message, 'may_not_write');
  const byPerson = Boolean(message.askedBy);
  const isPlanned = plannedCarriers(facts.carriers, rules.carriers, fact.now).some(
    ({ key, dueAt }) => key === message.key && dueAt <= fact.now,
  );
  if (!byPerson && !isPlanned) return null;

  const choice = choosePrompt(facts, rules, { carrier: message.carrier, byPerson }, fact.now);
  await judgeMilestones(fact, choice.verdicts);
  const riding = choice.ride ? await carryMilestone(fact, choice.ride.id, message.carrier, message) : null;
  message.promptCode = choice.code;
  await fact.em.flush();
  const envelope = await composeMessage(fact.em, message, deps.publicUrl);
  if (envelope === null) {
    if (riding) await release(fact, riding);
    return stopMessage(fact, message, 'no_address');
  }
  if (riding) {
    riding.promptTemplate = envelope.prompt?.template ?? null;
    riding.promptVersion = envelope.prompt?.version ?? null;
  }
  return envelope;
}

/** What was to ride when a person asked for the note, or at an earlier try, is asked about like everything else. */
async function releaseEarlier(fact: Fact, message: Message): Promise<void> {
  const milestone = await rider(fact, message);
  if (!milestone) return;
  await release(fact, milestone);
  await fact.em.flush();
}
