import type { Practice } from '../../entities/practice.ts';
import { Task } from '../../entities/task.ts';
import { after, earliestOf } from '../../policy/calendar/instants.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import type { NoticeFacts } from '../../policy/capacity/capacity-notice.ts';
import { opensAt } from '../../policy/capacity/opens-at.ts';
import { placesToUpdate } from '../../policy/capacity/places.ts';
import { holidaysOf } from '../../policy/reviews/review-due.ts';
import type { TaskKind } from '../../policy/tasks/task-kinds.ts';
import { knownPlaces, saidSince } from '../capacity/places.ts';
import { readCapacity } from '../capacity/read-capacity.ts';
import { latestSpell } from '../capacity/spell-to-tell.ts';
import type { Tx } from '../transaction.ts';

/** What the rules need to know to say what follows from what a practice says of its places. */
export async function readNotice(tx: Tx, { policy, timezone: zone }: Practice): Promise<NoticeFacts> {
  const { em, now } = tx;
  await em.flush();
  const { practice, rows } = await readCapacity(tx);
  const spell = await latestSpell(tx);
  const month = spell?.nextOpening ?? null;
  const ends = rows.map(({ validUntil }) => validUntil);
  const isOpen = (kind: TaskKind) => em.count(Task, { kind, status: 'open' });
  return {
    said: { status: practice.status, mode: practice.mode, nextOpening: practice.nextOpening },
    spell: spell && {
      mode: spell.mode,
      nextOpening: month,
      toldAt: spell.toldAt ?? null,
      toldAgainAt: spell.toldAgainAt ?? null,
    },
    hasEnded: Boolean(spell?.endedAt),
    opensAt: month === null ? null : opensAt(month, { zone, holidays: holidaysOf(policy) }),
    hasExpired: ends.some((end) => end <= now),
    expiresAt: earliestOf(ends.filter((end) => end > now)),
    isAsked: (await isOpen('confirm_capacity')) > 0,
    remindAt: await remindAt(tx, toMs(policy.capacity.remindAfter)),
    isReminded: (await isOpen('update_places')) > 0,
  };
}

/** Null where every place that is changed by hand says what we say. */
async function remindAt(tx: Tx, remindAfterMs: number): Promise<Date | null> {
  const said = await saidSince(tx);
  const isBehind = said !== null && placesToUpdate(await knownPlaces(tx), said).length > 0;
  return isBehind ? after(said.at, remindAfterMs) : null;
}
