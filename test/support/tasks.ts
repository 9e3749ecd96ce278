import type { z } from 'zod';
import type { TaskView } from '../../api/schemas/task.ts';
import { matches } from './matches.ts';
import type { TestPractice } from './practice.ts';
import { until } from './until.ts';

export type Task = z.infer<typeof TaskView>;

/** The tasks that are so, as this member of the staff sees them; open ones unless said otherwise. */
export async function tasksOf(
  practice: TestPractice,
  wanted: Partial<Task>,
  status: Task['status'] = 'open',
): Promise<Task[]> {
  const { items }: { items: Task[] } = await practice.ask('GET', `/tasks?limit=200&status=${status}`);
  return items.filter((task) => matches(task, wanted));
}

/** The open one, once there is one. */
export function taskOf(practice: TestPractice, wanted: Partial<Task>): Promise<Task> {
  return until(async () => (await tasksOf(practice, wanted))[0]);
}
