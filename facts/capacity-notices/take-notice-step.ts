import { randomUUIDv7 } from 'node:crypto';
import { CapacitySpell } from '../../entities/capacity-spell.ts';
import type { Practice } from '../../entities/practice.ts';
import { ANSWER_WITHIN_MS } from '../../policy/tasks/answer-within.ts';
import { after } from '../../policy/calendar/instants.ts';
import type { NoticeStep } from '../../policy/capacity/capacity-notice.ts';
import type { Pause } from '../../policy/next-step.ts';
import { promptsFollow } from '../capacity/prompts-follow.ts';
import { readCapacity } from '../capacity/read-capacity.ts';
import { reevaluateRelationships } from '../commitments/reevaluate-relationships.ts';
import { latestSpell } from '../capacity/spell-to-tell.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { closeTasks, openTask } from '../tasks/open-task.ts';
import { audit, type Tx } from '../transaction.ts';
import { breakOff } from './break-off.ts';
import { tellAgain, tellFull } from './tell-colleagues.ts';

/** The steps of the rules that are taken, each in the transaction in which it was decided. */
export type NoticeAct = Exclude<NoticeStep, Pause>['do'];

type Act = (tx: Tx, practice: Practice) => Promise<string | null>;

/** Each answers with the broadcast that it began, if it did. The caller holds the lock of capacity. */
export const NOTICE_ACTS: Readonly<Record<NoticeAct, Act>> = {
  begin: beginSpell,
  restate: restateSpell,
  tell: async (tx, practice) => tellFull(tx, practice, await spellOf(tx)),
  end: endSpell,
  tell_again: async (tx, practice) => tellAgain(tx, practice, await spellOf(tx)),
  confirm: (tx) => ask(tx, 'confirm_capacity'),
  confirmed: (tx) => settle(tx, 'confirm_capacity'),
  remind: (tx) => ask(tx, 'update_places'),
  updated: (tx) => settle(tx, 'update_places'),
};

/**
 * The practice is full from now on. Whoever has not heard yet that there was room again must not hear it now: that is broken
 * off, and they are told when there is room after this.
 */
async function beginSpell(tx: Tx): Promise<null> {
  const { em, practiceId, now } = tx;
  const { mode, nextOpening } = (await readCapacity(tx)).practice;
  const before = await breakOff(tx, 'places_again');
  const spell = em.create(CapacitySpell, {
    id: randomUUIDv7(),
    practiceId,
    mode,
    nextOpening,
    startedAt: now,
    toldSince: before?.toldSince ?? now,
    updatedAt: now,
  });
  audit(tx, 'begin', { entity: 'capacity_spell', id: spell.id });
  await promptsFollow(tx);
  return null;
}

async function restateSpell(tx: Tx): Promise<null> {
  const spell = await spellOf(tx);
  spell.restate((await readCapacity(tx)).practice, tx.now);
  audit(tx, 'restate', { entity: 'capacity_spell', id: spell.id }, ['mode', 'nextOpening']);
  return null;
}

/**
 * The practice has room again: whoever has not been told yet that it was full is not told any more, and colleagues are
 * heard of at the usual pace.
 */
async function endSpell(tx: Tx): Promise<null> {
  const spell = await spellOf(tx);
  await breakOff(tx, 'full');
  spell.end(tx.now);
  await reevaluateRelationships(tx);
  audit(tx, 'end', { entity: 'capacity_spell', id: spell.id });
  await promptsFollow(tx);
  return null;
}

/** Whoever has the duty is asked, or whoever covers for them (S40). */
async function ask(tx: Tx, kind: 'confirm_capacity' | 'update_places'): Promise<null> {
  const today = await practiceToday(tx);
  openTask(tx, { kind, assignee: today.dutyHolder('capacity'), dueAt: after(tx.now, ANSWER_WITHIN_MS) });
  return null;
}

async function settle(tx: Tx, kind: 'confirm_capacity' | 'update_places'): Promise<null> {
  await closeTasks(tx, [kind], {}, 'done');
  return null;
}

async function spellOf(tx: Tx): Promise<CapacitySpell> {
  const spell = await latestSpell(tx);
  if (!spell) throw new Error('There was no time of being full.');
  return spell;
}
