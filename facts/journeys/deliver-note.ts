import type { Message } from '../../entities/message.ts';
import { plannedCarriers } from '../../policy/journeys/carriers.ts';
import { choosePrompt } from '../../policy/journeys/milestone.ts';
import { carryMilestone } from './carry-milestone.ts';
import { composeOrHold } from '../outbound-mail/compose-or-hold.ts';
import type { Prepared } from '../outbound-mail/claim-message.ts';
import type { Tx } from '../transaction.ts';
import { judgeMilestones } from './judge-milestones.ts';
import { readJourney } from './read-journey.ts';
import { embeddedPrompt, release } from './settle-prompt.ts';

/** The gate, asked in the transaction that sends (S11); one milestone is claimed by one note. */
export async function prepareNote(tx: Tx, message: Message, publicUrl: string): Promise<Prepared> {
  await releaseEarlier(tx, message);
  const journey = message.client ? await readJourney(tx, message.client.id) : null;
  if (!journey || !message.carrier) return { stop: 'gone' };
  const { facts, rules } = journey;
  if (rules.paused) return null;
  if (!facts.mayWrite) return { stop: 'may_not_write' };
  const byPerson = Boolean(message.askedBy);
  const isPlanned = plannedCarriers(facts.carriers, rules.carriers, tx.now).some(
    ({ key, dueAt }) => key === message.key && dueAt <= tx.now,
  );
  if (!byPerson && !isPlanned) return null;

  const choice = choosePrompt(facts, rules, { carrier: message.carrier, byPerson }, tx.now);
  await judgeMilestones(tx, choice.verdicts);
  const embedded = choice.ride ? await carryMilestone(tx, choice.ride.id, message.carrier, message) : null;
  message.promptCode = choice.code;
  await tx.em.flush();
  const envelope = await composeOrHold(tx, message, publicUrl);
  if (envelope === null || 'hold' in envelope) {
    if (embedded) await release(tx, embedded);
    return envelope ?? { stop: 'no_address' };
  }
  if (embedded) {
    embedded.promptTemplate = envelope.prompt?.template ?? null;
    embedded.promptVersion = envelope.prompt?.version ?? null;
  }
  return envelope;
}

/** Rehearsed: the prompt inside would have gone. */
export async function noteRehearsed(tx: Tx, message: Message): Promise<void> {
  const milestone = await embeddedPrompt(tx, message);
  if (milestone) milestone.status = 'would_send';
}

/** A prompt that was claimed when a person asked for the note, or at an earlier try, is decided about anew. */
async function releaseEarlier(tx: Tx, message: Message): Promise<void> {
  const milestone = await embeddedPrompt(tx, message);
  if (!milestone) return;
  await release(tx, milestone);
  await tx.em.flush();
}
