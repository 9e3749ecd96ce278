import { Commitment } from '../../entities/commitment.ts';
import type { Staff } from '../../entities/staff.ts';
import { nextFriday } from '../../policy/calendar/friday.ts';
import type { Tx } from '../transaction.ts';

/** An active practitioner gets a list each Friday, the first on the coming one. */
export async function scheduleFridayList(tx: Tx, { id, active, roles }: Staff, zone: string): Promise<void> {
  if (!active || !roles.includes('practitioner')) return;
  const known = await tx.em.findOne(Commitment, { kind: 'fridayList', subjectId: id });
  if (known && !known.keptAt) return;
  await tx.em.upsert(Commitment, {
    kind: 'fridayList',
    subjectId: id,
    practiceId: tx.practiceId,
    dueAt: nextFriday(tx.now, zone),
    keptAt: null,
    signaledAt: null,
    signalCount: 0,
  });
}
