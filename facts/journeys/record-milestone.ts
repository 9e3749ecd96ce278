import { randomUUIDv7 } from 'node:crypto';
import { Milestone } from '../../entities/milestone.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockLivingClient } from '../locks/living-client.ts';
import { dateIn } from '../practice/practice-today.ts';
import { conflict, wrongFields } from '../refusal.ts';
import { openJourney } from '../commitments/open-commitment.ts';

export type NewMilestone = {
  clientId: string;
  kind: Milestone['kind'];
  occurredOn: string;
  practitionerTick: boolean;
  recordedVia: 'staff' | 'friday_list';
  zone: string;
};

/**
 * Records a milestone; whether the client is asked is decided by the journey. Recorded again it is the same row
 * (idempotent by kind and day), to which a practitioner's later tick is added while it waits.
 */
export async function recordMilestone(
  tx: Tx,
  { clientId, kind, occurredOn, practitionerTick, recordedVia, zone }: NewMilestone,
): Promise<{ milestone: Milestone; isNew: boolean }> {
  const client = await lockLivingClient(tx, clientId);
  if (kind === 'discharge')
    throw conflict(
      'An ending makes its own milestone: say how the work ended by POST /clients/:id/discharge.',
    );
  if (occurredOn > dateIn(zone, tx.now))
    throw wrongFields([{ path: 'occurredOn', message: 'must not lie in the future' }]);
  const known = await tx.em.findOne(Milestone, { clientId: client.id, kind, occurredOn });
  if (known) return { milestone: await addTick(tx, known, practitionerTick), isNew: false };
  const milestone = tx.em.create(Milestone, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    client,
    kind,
    occurredOn,
    practitionerTick,
    recordedVia,
    recordedBy: tx.actor.staffId,
    status: 'waiting',
    createdAt: tx.now,
    updatedAt: tx.now,
  });
  await openJourney(tx, client.id);
  audit(tx, 'create', { entity: 'milestone', id: milestone.id }, ['kind', 'occurredOn', 'practitionerTick']);
  return { milestone, isNew: true };
}

/** What the practitioner's tick overrides may have let it go already (E10, E11): then it waits again. */
async function addTick(tx: Tx, milestone: Milestone, practitionerTick: boolean): Promise<Milestone> {
  const { status, code } = milestone;
  const reopens = status === 'let_go' && (code === 'too_early' || code === 'mid_process');
  const isNews = practitionerTick && !milestone.practitionerTick && (status === 'waiting' || reopens);
  if (!isNews) return milestone;
  milestone.tick(tx.now);
  await openJourney(tx, milestone.client.id);
  audit(tx, 'change', { entity: 'milestone', id: milestone.id }, ['practitionerTick']);
  return milestone;
}
