import { randomUUIDv7 } from 'node:crypto';
import { ManualVersion } from '../../entities/manual-version.ts';
import { Practice } from '../../entities/practice.ts';
import { dateAt } from '../../policy/calendar/calendar-day.ts';
import { manualOf } from '../../policy/manual/manual.ts';
import { statementsOf, type Statements } from '../../policy/manual/statements.ts';
import { lockPractice } from '../locks/lock-practice.ts';
import type { Tx } from '../transaction.ts';
import { STARTED_AT } from './started-at.ts';
import { FIRST, sinceKept, todayIn } from './read-manual.ts';

/**
 * Does what changes something that the manual tells of, and keeps the version that comes of it, in the same transaction:
 * none is missed, and each is numbered after the one before. What changed by itself meanwhile is kept first.
 */
export async function manualFollows<T>(tx: Tx, change: () => Promise<T>): Promise<T> {
  await lockPractice(tx);
  if (!(await wasSeenToday(tx))) await keepManual(tx, STARTED_AT);
  const changed = await change();
  await keepManual(tx, tx.now);
  return changed;
}

/** This program has looked at it on this day already: nothing can have changed by itself since. */
async function wasSeenToday(tx: Tx): Promise<boolean> {
  const { timezone } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const kept = await tx.em.findOne(ManualVersion, {}, { orderBy: { version: 'desc' } });
  if (kept === null || kept.seenAt < STARTED_AT) return false;
  return dateAt(kept.seenAt.getTime(), timezone) === dateAt(tx.now.getTime(), timezone);
}

/** Keeps what changed by itself, with a day or a release, unless somebody is changing a setting at this very moment. */
export async function keepManualUpToDate(tx: Tx): Promise<void> {
  if (await lockedAtOnce(tx)) await keepManual(tx, STARTED_AT);
}

const LOCK = 'select id from practice where id = ? for no key update skip locked';

/** Never waits, because its caller holds other locks already. */
async function lockedAtOnce({ em, practiceId }: Tx): Promise<boolean> {
  return (await em.execute<object[]>(LOCK, [practiceId])).length > 0;
}

/** Writes down the versions that nobody has kept; the practice's row is locked. */
export async function keepManual(tx: Tx, changedAt: Date): Promise<number> {
  await tx.em.flush();
  const { kept, source, found } = await sinceKept(tx, changedAt);
  if (kept === null) {
    const statements = statementsOf(manualOf({ ...source, today: todayIn(tx, source) }));
    add(tx, { version: FIRST, since: await beganAt(tx), statements, changes: [] });
    return FIRST;
  }
  kept.seenAt = tx.now;
  const newest = found.at(-1);
  if (newest) kept.statements = null;
  for (const one of found) add(tx, { ...one, statements: one === newest ? one.statements : null });
  return newest?.version ?? kept.version;
}

type Added = { version: number; since: Date; statements: Statements | null; changes: readonly object[] };

function add(tx: Tx, { version, since, statements, changes }: Added): void {
  tx.em.create(ManualVersion, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    version,
    since,
    seenAt: tx.now,
    statements: statements === null ? null : JSON.stringify(statements),
    changes: JSON.stringify(changes),
  });
}

/** The first version is in force since the practice is there, or since the first program that keeps them. */
async function beganAt({ em, practiceId }: Tx): Promise<Date> {
  const { createdAt } = await em.findOneOrFail(Practice, practiceId);
  return createdAt > STARTED_AT ? createdAt : STARTED_AT;
}
