import { Message } from '../../entities/message.ts';
import { Task } from '../../entities/task.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { openTask } from '../tasks/open-task.ts';
import type { Tx } from '../transaction.ts';

/** One refusal may be a mood of the receiver's; so many within a day are the sender's DNS, account or reputation. */
const SERIES = 3;
const WITHIN_MS = DAY_MS;

/** Mail comes back again and again through the sender's own fault: its owner is asked to have that mended. One open task. */
export async function watchSender(tx: Tx): Promise<void> {
  const { em, now } = tx;
  await em.flush();
  const since = new Date(now.getTime() - WITHIN_MS);
  const series = await em.count(Message, { why: 'by_sender', updatedAt: { $gte: since } });
  if (series < SERIES || (await em.count(Task, { kind: 'sender_refused', status: 'open' })) > 0) return;
  const today = await practiceToday(tx);
  openTask(tx, { kind: 'sender_refused', assignee: today.owners()[0] ?? null, dueAt: now });
}
