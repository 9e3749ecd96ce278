import { Broadcast } from '../../entities/broadcast.ts';
import { CapacitySpell } from '../../entities/capacity-spell.ts';
import { Task } from '../../entities/task.ts';
import type { NoticeKind } from '../../policy/broadcasts/broadcast-terms.ts';
import { cancelBroadcast } from '../broadcasts/change-broadcast.ts';
import { closeOpenTasks } from '../tasks/open-task.ts';
import type { Tx } from '../transaction.ts';

/**
 * What is no longer true goes to nobody else: what has not left is cancelled, e-mails and calls alike. Answers the time of
 * being full of which somebody would still have heard, the latest; null where everybody had.
 */
export async function breakOff(tx: Tx, kind: NoticeKind): Promise<CapacitySpell | null> {
  const { em } = tx;
  await em.flush();
  const underWay = await em.find(
    Broadcast,
    { kind, status: { $in: ['running', 'paused'] } },
    { orderBy: { id: 'asc' } },
  );
  for (const { id } of underWay) await cancelBroadcast(tx, id);
  const calls = { kind: 'tell_by_hand' as const, why: kind, status: 'open' as const };
  const open = await em.find(Task, calls, { fields: ['subjectId'] });
  await closeOpenTasks(tx, calls, 'cancelled');
  const spellIds = [...underWay.map(({ spellId }) => spellId), ...open.map(({ subjectId }) => subjectId)];
  const ids = spellIds.flatMap((id) => id ?? []);
  if (ids.length === 0) return null;
  return em.findOne(CapacitySpell, { id: { $in: ids } }, { orderBy: { startedAt: 'desc' } });
}
