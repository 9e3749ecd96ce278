import { randomUUIDv7 } from 'node:crypto';
import type { Client } from '../../entities/client.ts';
import { Milestone } from '../../entities/milestone.ts';
import { audit, type Fact } from '../transaction.ts';

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
  fact: Fact,
  client: Client,
  moment: EndingMoment,
): Promise<Milestone | null> {
  const { since } = moment;
  const earlier = await fact.em.find(Milestone, {
    clientId: client.id,
    recordedVia: 'discharge',
    ...(since ? { occurredOn: { $gte: since } } : {}),
  });
  const same = earlier.find((milestone) => isSame(milestone, moment));
  for (const milestone of earlier) if (milestone !== same && isWaiting(milestone)) takeBack(fact, milestone);
  if (moment.kind === null || earlier.some(hasRidden)) return null;
  return same ? confirm(fact, same, moment) : make(fact, client, moment.kind, moment);
}

function confirm(fact: Fact, milestone: Milestone, { practitionerTick }: EndingMoment): Milestone {
  if (!isWaiting(milestone) || milestone.practitionerTick === practitionerTick) return milestone;
  milestone.practitionerTick = practitionerTick;
  milestone.updatedAt = fact.now;
  return milestone;
}

function make(
  fact: Fact,
  client: Client,
  kind: Milestone['kind'],
  { occurredOn, practitionerTick }: EndingMoment,
): Milestone {
  const milestone = fact.em.create(Milestone, {
    id: randomUUIDv7(),
    practiceId: fact.practiceId,
    client,
    kind,
    occurredOn,
    practitionerTick,
    recordedVia: 'discharge',
    recordedBy: fact.actor.staffId,
    status: 'waiting',
    createdAt: fact.now,
    updatedAt: fact.now,
  });
  audit(fact, 'create', { entity: 'milestone', id: milestone.id }, [
    'kind',
    'occurredOn',
    'practitionerTick',
  ]);
  return milestone;
}

function takeBack(fact: Fact, milestone: Milestone): void {
  milestone.status = 'let_go';
  milestone.code = TAKEN_BACK;
  milestone.updatedAt = fact.now;
  audit(fact, 'change', { entity: 'milestone', id: milestone.id }, ['status']);
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
