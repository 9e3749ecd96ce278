import { Practice } from '../../entities/practice.ts';
import { Professional } from '../../entities/professional.ts';
import { Task } from '../../entities/task.ts';
import {
  chooseForWeek,
  mayChange,
  wantedNow,
  weekOf,
  type Candidate,
  type Used,
} from '../../policy/relationships/weekly-choice.ts';
import { rhythmRules } from '../../policy/relationships/rhythm-rules.ts';
import type { RhythmRules } from '../../policy/relationships/relationship-terms.ts';
import { readCapacity } from '../capacity/read-capacity.ts';
import { lockKey } from '../locks/lock-key.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { closeOpenTasks, openTask } from '../tasks/open-task.ts';
import type { Tx } from '../transaction.ts';
import { readRelationships } from './read-relationships.ts';

/** The rules of the practice as they are now. */
export async function readRhythmRules(tx: Tx): Promise<RhythmRules> {
  const { policy, timezone } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  return rhythmRules(policy, timezone, (await readCapacity(tx)).practice);
}

const USED = `
  select professional_id as id, due_at > ? as "isThisWeek", why = 'dried_up' and created_at >= ? as "isDriedUp"
  from task where practice_id = ? and kind = 'check_in' and status in ('open', 'done', 'cancelled') and due_at > ?`;

/** What of this week's list, and of this month's dried-up ones, is used up; a check-in belongs to the week at whose end it is due. */
export async function readUsed({ em, practiceId, now }: Tx, zone: string): Promise<Used> {
  const { dueAfter, monthFrom } = weekOf(now, zone);
  const since = monthFrom < dueAfter ? monthFrom : dueAfter;
  const rows = await em.execute<{ id: string; isThisWeek: boolean; isDriedUp: boolean }[]>(USED, [
    dueAfter,
    monthFrom,
    practiceId,
    since,
  ]);
  return {
    names: new Set(rows.filter(({ isThisWeek }) => isThisWeek).map(({ id }) => id)),
    driedUp: rows.filter(({ isDriedUp }) => isDriedUp).length,
  };
}

/**
 * Who is on the list of this week, chosen among all who are due, one choice at a time (4.5e). An earlier week's check-in that
 * is chosen again stays as it is; one that is not goes back among those who wait. Many ask for it at once when a week begins:
 * who comes after the choice was made (`askedFor`: a colleague) leaves it.
 */
export async function chooseCheckIns(tx: Tx, askedFor: string): Promise<void> {
  await lockKey(tx, 'check-ins');
  const rules = await readRhythmRules(tx);
  const used = await readUsed(tx, rules.zone);
  if (!mayChange(used, askedFor) && (await countCarried(tx)) === 0) return;
  const { until } = weekOf(tx.now, rules.zone);
  const candidates = (await readRelationships(tx)).flatMap(({ id, ...facts }): Candidate[] => {
    const isOnTheList = facts.checkIn !== null && facts.checkIn.dueAt > tx.now;
    const wanted = isOnTheList ? null : wantedNow(facts, rules, tx.now);
    return wanted ? [{ ...wanted, id, checkIn: facts.checkIn }] : [];
  });
  const chosen = chooseForWeek(candidates, used);
  await carryOver(
    tx,
    candidates,
    chosen.map(({ id }) => id),
    until,
  );
  const added = chosen.filter(({ id }) => !candidates.some((one) => one.id === id && one.checkIn !== null));
  if (added.length === 0) return;
  const today = await practiceToday(tx);
  for (const { id, why } of added)
    openTask(tx, {
      kind: 'check_in',
      why,
      professional: tx.em.getReference(Professional, [tx.practiceId, id]),
      assignee: today.dutyHolder('relationships') ?? today.owners()[0] ?? null,
      dueAt: until,
    });
}

/** Check-ins of earlier weeks: those chosen again are due at the end of this week, the others are withdrawn. */
async function carryOver(
  tx: Tx,
  candidates: readonly Candidate[],
  chosenIds: readonly string[],
  dueAt: Date,
): Promise<void> {
  const open = candidates.filter(({ checkIn }) => checkIn !== null);
  const ids = (isChosen: boolean) =>
    open.filter(({ id }) => chosenIds.includes(id) === isChosen).flatMap(({ checkIn }) => checkIn?.id ?? []);
  if (ids(true).length > 0)
    await tx.em.nativeUpdate(Task, { id: { $in: ids(true) }, status: 'open' }, { dueAt, updatedAt: tx.now });
  if (ids(false).length > 0) await closeOpenTasks(tx, { id: { $in: ids(false) } }, 'cancelled');
}

/** Check-ins of earlier weeks that nobody has pressed. */
function countCarried({ em, practiceId, now }: Tx): Promise<number> {
  return em.count(Task, { practiceId, kind: 'check_in', status: 'open', dueAt: { $lte: now } });
}
