import { LockMode } from '@mikro-orm/postgresql';
import { Client } from '../entities/client.ts';
import { Message } from '../entities/message.ts';
import { carryMilestone } from '../facts/journeys/carry-milestone.ts';
import type { Tx } from '../facts/transaction.ts';
import { judgeMilestones } from '../facts/journeys/judge-milestones.ts';
import { holdForPerson } from '../facts/outbound-mail/hold-for-person.ts';
import { readJourney } from '../facts/journeys/read-journey.ts';
import { release, embeddedPrompt } from '../facts/journeys/settle-prompt.ts';
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
    lock: (tx) => lockNote(tx, clientId, messageId),
    prepare: (tx, message) => prepare(deps, tx, message, clientId),
    async rehearsed(tx, message) {
      const milestone = await embeddedPrompt(tx, message);
      if (milestone) milestone.status = 'would_send';
    },
    held: holdForPerson,
  };
}

/** The client for share, so that a withdrawal or a hold either waits for this send or is seen by it; then the note. */
async function lockNote(tx: Tx, clientId: string, messageId: string): Promise<Message | null> {
  const { em, practiceId } = tx;
  await em.findOne(Client, { practiceId, id: clientId }, { lockMode: LockMode.PESSIMISTIC_READ });
  return em.findOne(Message, { practiceId, id: messageId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** The gate again, in the transaction that sends (S11); one milestone is claimed once. */
async function prepare(
  deps: ActivityDeps,
  tx: Tx,
  message: Message,
  clientId: string,
): Promise<Envelope | null> {
  await releaseEarlier(tx, message);
  const journey = await readJourney(tx, clientId, deps.mailer.searchLagMs);
  if (!journey || !message.carrier) return stopMessage(tx, message, 'gone');
  const { facts, rules } = journey;
  if (rules.paused) return null;
  if (!facts.mayWrite) return stopMessage(tx, message, 'may_not_write');
  const byPerson = Boolean(message.askedBy);
  const isPlanned = plannedCarriers(facts.carriers, rules.carriers, tx.now).some(
    ({ key, dueAt }) => key === message.key && dueAt <= tx.now,
  );
  if (!byPerson && !isPlanned) return null;

  const choice = choosePrompt(facts, rules, { carrier: message.carrier, byPerson }, tx.now);
  await judgeMilestones(tx, choice.verdicts);
  const riding = choice.ride ? await carryMilestone(tx, choice.ride.id, message.carrier, message) : null;
  message.promptCode = choice.code;
  await tx.em.flush();
  const envelope = await composeMessage(tx.em, message, deps.publicUrl);
  if (envelope === null) {
    if (riding) await release(tx, riding);
    return stopMessage(tx, message, 'no_address');
  }
  if (riding) {
    riding.promptTemplate = envelope.prompt?.template ?? null;
    riding.promptVersion = envelope.prompt?.version ?? null;
  }
  return envelope;
}

/** What was to ride when a person asked for the note, or at an earlier try, is asked about like everything else. */
async function releaseEarlier(tx: Tx, message: Message): Promise<void> {
  const milestone = await embeddedPrompt(tx, message);
  if (!milestone) return;
  await release(tx, milestone);
  await tx.em.flush();
}
