import { Professional } from '../../entities/professional.ts';
import { closeTasks } from '../tasks/open-task.ts';
import type { Tx } from '../transaction.ts';

/** Nobody need get in touch any more: they did so themselves, or a pause was set. */
export async function withdrawCheckIn(tx: Tx, professionalId: string): Promise<void> {
  const professional = tx.em.getReference(Professional, [tx.practiceId, professionalId]);
  await closeTasks(tx, ['check_in'], { professional }, 'cancelled');
}
