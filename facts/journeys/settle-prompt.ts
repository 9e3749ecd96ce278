import { Discharge } from '../../entities/discharge.ts';
import type { Message } from '../../entities/message.ts';
import { Milestone } from '../../entities/milestone.ts';
import type { SendOutcome } from '../../email/mailer.ts';
import type { Fact } from '../transaction.ts';

/** The milestone that rides in this note, if one does. */
export async function rider(fact: Fact, message: Message): Promise<Milestone | null> {
  return fact.em.findOne(Milestone, { practiceId: fact.practiceId, carriedById: message.id });
}

/**
 * What the end of a send means for the prompt inside (§5a.5): one that went, or may have gone, counts, and a bounce
 * gives nothing back; one that certainly did not go is free to ride again.
 */
export async function settlePrompt(fact: Fact, message: Message, kind: SendOutcome['kind']): Promise<void> {
  const milestone = await rider(fact, message);
  if (!milestone) return;
  if (kind === 'refused' || kind === 'not_sent') await release(fact, milestone);
  else if (kind === 'sent') milestone.carriedAt = fact.now;
  milestone.updatedAt = fact.now;
}

/** It did not ride after all and waits again, unless the ending that made it was taken back meanwhile. */
export async function release(fact: Fact, milestone: Milestone): Promise<void> {
  const stands = await isStillSo(fact, milestone);
  milestone.status = stands ? 'waiting' : 'let_go';
  milestone.code = stands ? null : 'not_a_moment';
  milestone.carriedBy = null;
  milestone.carriedAt = null;
  milestone.carrier = null;
  milestone.updatedAt = fact.now;
}

async function isStillSo(
  { em, practiceId }: Fact,
  { recordedVia, client, occurredOn }: Milestone,
): Promise<boolean> {
  if (recordedVia !== 'discharge') return true;
  const inForce = { practiceId, clientId: client.id, on: occurredOn, supersededAt: null };
  return (await em.count(Discharge, inForce)) > 0;
}
