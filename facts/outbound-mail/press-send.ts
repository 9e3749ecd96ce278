import type { Message } from '../../entities/message.ts';
import { Task } from '../../entities/task.ts';
import type { FilterQuery } from '@mikro-orm/postgresql';
import { leavesAt, USUAL_TAKE_BACK_SECONDS, type BeforePress } from '../../policy/outbound-mail/take-back.ts';
import { closeOpenTasks } from '../tasks/open-task.ts';
import type { Tx } from '../transaction.ts';

/** A person sends: at once, as a program that holds a key does, or so that it can be taken back. */
export type Press = { takeBack: boolean };

const CHOSEN = `
  select (to_jsonb(s) -> 'preferences' ->> 'takeBackSeconds')::int as seconds from staff s
  where practice_id = ? and id = ?`;

/** When what this person sends leaves; null: at once. */
export async function momentOfPress({ em, practiceId, actor, now }: Tx, press: Press): Promise<Date | null> {
  if (!press.takeBack || actor.staffId === null) return null;
  const [chosen] = await em.execute<{ seconds: number | null }[]>(CHOSEN, [practiceId, actor.staffId]);
  return leavesAt(chosen?.seconds ?? USUAL_TAKE_BACK_SECONDS, now);
}

/** What an e-mail is now, to be kept beside what the press makes of it; `status` null: it is made by the press. */
export function asItWas(message: Message): Pick<BeforePress, 'status' | 'why' | 'dueAt' | 'resent'> {
  const { status, dueAt, resent } = message;
  return { status, why: message.why ?? null, dueAt: dueAt.toISOString(), resent };
}

/** An e-mail that exists only because somebody pressed, and never leaves where that is taken back. */
export async function pressNew(
  tx: Tx,
  message: Message,
  press: Press,
  before: Partial<Pick<BeforePress, 'taskIds' | 'suggestedIds'>> = {},
): Promise<void> {
  const at = await momentOfPress(tx, press);
  if (at === null) return;
  const none = { status: null, why: null, dueAt: tx.now.toISOString(), resent: false };
  message.press(at, { taskIds: [], ...none, ...before, by: tx.actor.staffId ?? '' }, tx.now);
}

/** Completes the open tasks that a press answers, and says which, so that they can be opened again. */
export async function answerTasks(tx: Tx, where: FilterQuery<Task>): Promise<string[]> {
  await tx.em.flush();
  const open = await tx.em.find(
    Task,
    { $and: [where, { status: 'open' }] },
    { fields: ['id'], disableIdentityMap: true },
  );
  const ids = open.map(({ id }) => id);
  if (ids.length > 0) await closeOpenTasks(tx, { id: { $in: ids } }, 'done');
  return ids;
}
