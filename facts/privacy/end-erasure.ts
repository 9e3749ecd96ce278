import { LockMode } from '@mikro-orm/postgresql';
import { Erasure } from '../../entities/erasure.ts';
import type { Task } from '../../entities/task.ts';
import { finishErasure } from './erase-person.ts';
import type { Tx } from '../transaction.ts';
import { conflict } from '../refusal.ts';

/** Somebody had the carrier's copy removed: the addresses they needed for it go, and the erasure is done. */
export async function removedByHand(tx: Tx, task: Task): Promise<void> {
  const erasure = await tx.em.findOneOrFail(
    Erasure,
    { id: task.subjectId ?? '' },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (erasure.status === 'asked')
    throw conflict('Something of this person is still being removed here; look again in a few minutes.');
  finishErasure(tx, erasure);
}
