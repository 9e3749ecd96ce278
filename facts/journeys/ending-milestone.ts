import { randomUUIDv7 } from 'node:crypto';
import type { Client } from '../../entities/client.ts';
import { Milestone } from '../../entities/milestone.ts';
import { audit, type Tx } from '../transaction.ts';

type EndingSaid = {
  kind: 'discharge' | 'transition' | null;
  occurredOn: string;
  practitionerTick: boolean;
  /** The first day that can be about this ending; null: any. */
  since: string | null;
};

/** The code of a milestone that a later word took back, whatever the gate would have said of it. */
const TAKEN_BACK = 'not_a_moment' as const;

/**
 * Leaves an ending with the one milestone that its latest word makes (§5a.1). What waits for an earlier word is let go;
 * where a prompt has ridden already there is no second one, whatever is said later (§2.5).
 */
export async function settleEndingMilestone(
  tx: Tx,
  client: Client,
  said: EndingSaid,
): Promise<Milestone | null> {
  const { since } = said;
  const earlier = await tx.em.find(Milestone, {
    clientId: client.id,
    recordedVia: 'discharge',
    ...(since ? { occurredOn: { $gte: since } } : {}),
  });
  const same = earlier.find((milestone) => isSame(milestone, said));
  for (const milestone of earlier) if (milestone !== same && isWaiting(milestone)) takeBack(tx, milestone);
  if (said.kind === null || earlier.some(hasRidden)) return null;
  return same ? confirm(tx, same, said) : make(tx, client, said.kind, said);
}

function confirm(tx: Tx, milestone: Milestone, { practitionerTick }: EndingSaid): Milestone {
  if (!isWaiting(milestone) || milestone.practitionerTick === practitionerTick) return milestone;
  milestone.practitionerTick = practitionerTick;
  milestone.updatedAt = tx.now;
  return milestone;
}

function make(
  tx: Tx,
  client: Client,
  kind: Milestone['kind'],
  { occurredOn, practitionerTick }: EndingSaid,
): Milestone {
  const milestone = tx.em.create(Milestone, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    client,
    kind,
    occurredOn,
    practitionerTick,
    recordedVia: 'discharge',
    recordedBy: tx.actor.staffId,
    status: 'waiting',
    createdAt: tx.now,
    updatedAt: tx.now,
  });
  audit(tx, 'create', { entity: 'milestone', id: milestone.id }, ['kind', 'occurredOn', 'practitionerTick']);
  return milestone;
}

function takeBack(tx: Tx, milestone: Milestone): void {
  milestone.letGo(TAKEN_BACK, tx.now);
  audit(tx, 'change', { entity: 'milestone', id: milestone.id }, ['status']);
}

/** The same milestone; one that an earlier word took back is made anew. */
function isSame({ kind, occurredOn, status, code }: Milestone, said: EndingSaid): boolean {
  const takenBack = status === 'let_go' && code === TAKEN_BACK;
  return kind === said.kind && occurredOn === said.occurredOn && !takenBack;
}

function isWaiting({ status, carriedBy }: Milestone): boolean {
  return status === 'waiting' && !carriedBy;
}

/** It is in a note that has left, would have left, or is leaving now. */
function hasRidden({ status, carriedBy }: Milestone): boolean {
  return status !== 'let_go' && (status !== 'waiting' || Boolean(carriedBy));
}
