import { randomUUIDv7 } from 'node:crypto';
import type { FilterQuery } from '@mikro-orm/postgresql';
import type { Client } from '../../entities/client.ts';
import type { Enquiry } from '../../entities/enquiry.ts';
import type { Message } from '../../entities/message.ts';
import type { Professional } from '../../entities/professional.ts';
import type { ReferOut } from '../../entities/refer-out.ts';
import type { Referral } from '../../entities/referral.ts';
import type { Staff } from '../../entities/staff.ts';
import { Task } from '../../entities/task.ts';
import type { TaskKind } from '../../policy/tasks/task-kinds.ts';
import { announce } from '../announce.ts';
import type { Tx } from '../transaction.ts';

type NewTask = {
  kind: TaskKind;
  assignee: Staff | null;
  dueAt: Date;
  /** An enum of the rules, never free text. */
  why?: string;
  referral?: Referral;
  client?: Client;
  enquiry?: Enquiry;
  referOut?: ReferOut;
  professional?: Professional;
  messageId?: string;
  subjectId?: string;
};

/** Opens a task for a person, with its deadline; its words are made when it is read. */
export function openTask(tx: Tx, task: NewTask): Task {
  const id = randomUUIDv7();
  announce(tx, 'task.opened', { taskId: id });
  return tx.em.create(Task, {
    id,
    practiceId: tx.practiceId,
    status: 'open',
    ...task,
    createdAt: tx.now,
    updatedAt: tx.now,
  });
}

type About = {
  referral?: Referral;
  enquiry?: Enquiry;
  referOut?: ReferOut;
  client?: Client;
  professional?: Professional;
  subjectId?: string;
};

/** Closes the open tasks of these kinds about this subject, as done or cancelled. */
export async function closeTasks(
  tx: Tx,
  kinds: readonly TaskKind[],
  about: About,
  status: 'done' | 'cancelled' = 'done',
): Promise<void> {
  await closeOpenTasks(tx, { ...about, kind: { $in: [...kinds] } }, status);
}

/** A person has decided about this e-mail; the tasks of a thanks are closed with its referral. */
export async function closeTasksAboutMessage(tx: Tx, message: Message): Promise<void> {
  if (message.purpose !== 'thanks') await closeOpenTasks(tx, { messageId: message.id }, 'done');
}

/** The one statement that closes tasks in bulk; `Task.complete` closes a single one. */
export async function closeOpenTasks(
  tx: Tx,
  where: FilterQuery<Task>,
  status: 'done' | 'cancelled',
): Promise<void> {
  const done = status === 'done' ? { doneAt: tx.now, doneBy: tx.actor.staffId } : {};
  await tx.em.nativeUpdate(
    Task,
    { $and: [where, { status: 'open' }] },
    { status, updatedAt: tx.now, ...done },
  );
}
