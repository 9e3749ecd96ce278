import { Discharge } from '../../entities/discharge.ts';
import type { Message } from '../../entities/message.ts';
import { Milestone } from '../../entities/milestone.ts';
import type { SendOutcome } from '../../email/send-outcome.ts';
import type { Tx } from '../transaction.ts';

/** The milestone that this note has claimed; null: none. */
export async function embeddedPrompt(tx: Tx, message: Message): Promise<Milestone | null> {
  return tx.em.findOne(Milestone, { practiceId: tx.practiceId, carriedById: message.id });
}

/**
 * Settles the prompt inside a note with the outcome of its send (§5a.5): one that went, or may have gone, counts, and a
 * bounce gives nothing back; one that certainly did not go is released.
 */
export async function settlePrompt(tx: Tx, message: Message, kind: SendOutcome['kind']): Promise<void> {
  const milestone = await embeddedPrompt(tx, message);
  if (!milestone) return;
  if (kind === 'refused' || kind === 'not_sent') await release(tx, milestone);
  else if (kind === 'sent') milestone.carriedAt = tx.now;
  milestone.updatedAt = tx.now;
}

/** It waits again, unless the ending that made it was taken back meanwhile. */
export async function release(tx: Tx, milestone: Milestone): Promise<void> {
  const stands = await isStillSo(tx, milestone);
  milestone.release(tx.now);
  if (!stands) milestone.letGo('not_a_moment', tx.now);
}

async function isStillSo(
  { em, practiceId }: Tx,
  { recordedVia, client, occurredOn }: Milestone,
): Promise<boolean> {
  if (recordedVia !== 'discharge') return true;
  const inForce = { practiceId, clientId: client.id, on: occurredOn, supersededAt: null };
  return (await em.count(Discharge, inForce)) > 0;
}
