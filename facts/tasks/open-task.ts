import { randomUUIDv7 } from 'node:crypto';
import type { Client } from '../../entities/client.ts';
import type { Enquiry } from '../../entities/enquiry.ts';
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
  messageId?: string;
  subjectId?: string;
};

/** Something needs a person: who, and by when; the words are made when it is read. */
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
  subjectId?: string;
};

/** Nobody need be asked any more: what is open of these kinds about this is done with, or no longer wanted. */
export async function closeTasks(
  tx: Tx,
  kinds: readonly TaskKind[],
  about: About,
  status: 'done' | 'cancelled' = 'done',
): Promise<void> {
  await tx.em.nativeUpdate(
    Task,
    { ...about, kind: { $in: [...kinds] }, status: 'open' },
    {
      status,
      updatedAt: tx.now,
      ...(status === 'done' ? { doneAt: tx.now, doneBy: tx.actor.staffId } : {}),
    },
  );
}
