import type { Message } from '../entities/message.ts';
import { Milestone } from '../entities/milestone.ts';
import type { SendOutcome } from '../messages/mailer.ts';
import type { Fact } from './fact.ts';

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
  if (kind === 'refused' || kind === 'not_sent') release(fact, milestone);
  else if (kind === 'sent') milestone.carriedAt = fact.now;
  milestone.updatedAt = fact.now;
}

/** It did not ride after all and waits again. */
export function release(fact: Fact, milestone: Milestone): void {
  milestone.status = 'waiting';
  milestone.carriedBy = null;
  milestone.carriedAt = null;
  milestone.carrier = null;
  milestone.updatedAt = fact.now;
}
