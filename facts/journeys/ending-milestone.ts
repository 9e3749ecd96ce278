import { randomUUIDv7 } from 'node:crypto';
import type { Client } from '../../entities/client.ts';
import { Milestone } from '../../entities/milestone.ts';
import { audit, type Tx } from '../transaction.ts';

type EndingMoment = {
  kind: 'discharge' | 'transition' | null;
  occurredOn: string;
  practitionerTick: boolean;
  /** The first day that can be about this ending; null: any. */
  since: string | null;
};

/** The later word took a moment back: it was none, whatever the gate would have said of it. */
const TAKEN_BACK = 'not_a_moment';

/**
 * Leaves an ending with the one milestone that its latest word makes (§5a.1). What waits for an earlier word is let go;
 * where a prompt has ridden already there is no second one, whatever is said later (§2.5).
 */
export async function settleEndingMilestone(
  tx: Tx,
  client: Client,
  moment: EndingMoment,
): Promise<Milestone | null> {
  const { since } = moment;
  const earlier = await tx.em.find(Milestone, {
    clientId: client.id,
    recordedVia: 'discharge',
    ...(since ? { occurredOn: { $gte: since } } : {}),
  });
  const same = earlier.find((milestone) => isSame(milestone, moment));
  for (const milestone of earlier) if (milestone !== same && isWaiting(milestone)) takeBack(tx, milestone);
  if (moment.kind === null || earlier.some(hasRidden)) return null;
  return same ? confirm(tx, same, moment) : make(tx, client, moment.kind, moment);
}

function confirm(tx: Tx, milestone: Milestone, { practitionerTick }: EndingMoment): Milestone {
  if (!isWaiting(milestone) || milestone.practitionerTick === practitionerTick) return milestone;
  milestone.practitionerTick = practitionerTick;
  milestone.updatedAt = tx.now;
  return milestone;
}

function make(
  tx: Tx,
  client: Client,
  kind: Milestone['kind'],
  { occurredOn, practitionerTick }: EndingMoment,
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
  milestone.status = 'let_go';
  milestone.code = TAKEN_BACK;
  milestone.updatedAt = tx.now;
  audit(tx, 'change', { entity: 'milestone', id: milestone.id }, ['status']);
}

/** The same moment; one that an earlier word took back comes to life as a new one. */
function isSame({ kind, occurredOn, status, code }: Milestone, moment: EndingMoment): boolean {
  const takenBack = status === 'let_go' && code === TAKEN_BACK;
  return kind === moment.kind && occurredOn === moment.occurredOn && !takenBack;
}

function isWaiting({ status, carriedBy }: Milestone): boolean {
  return status === 'waiting' && !carriedBy;
}

/** It is in a note that has left, would have left, or is leaving now. */
function hasRidden({ status, carriedBy }: Milestone): boolean {
  return status !== 'let_go' && (status !== 'waiting' || Boolean(carriedBy));
}
