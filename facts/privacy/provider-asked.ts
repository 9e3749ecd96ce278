import { DAY_MS } from '../../policy/calendar/units.ts';
import { Erasure } from '../../entities/erasure.ts';
import { audit, type Tx } from '../transaction.ts';
import { addressesOfStaff } from './staff-erasure.ts';
import { openTask } from '../tasks/open-task.ts';
import { addressesOf, findPerson } from './person.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { LockMode } from '@mikro-orm/postgresql';
import type { Task } from '../../entities/task.ts';
import { finishErasure } from './erase-person.ts';
import { conflict } from '../refusal.ts';

/** Why staff have to have the mail provider's copy deleted: an enum, shown by the task. */
export type ByHandBecause = 'no_account_token' | 'account_of_your_own' | 'carrier_refused';

/** `requests`: how the provider numbers what it was asked. */
export type ProviderAnswer = {
  requests: readonly number[];
  byHand: readonly string[];
  because: ByHandBecause | null;
};

const BY_HAND_WITHIN_MS = 28 * DAY_MS;

/** The addresses to delete at the mail provider, while they are still known here. */
export async function addressesToRemove(tx: Tx, erasureId: string): Promise<string[]> {
  const { subject, subjectId: id } = await tx.em.findOneOrFail(Erasure, { id: erasureId });
  if (subject === 'staff') return addressesOfStaff(tx, id);
  const person = await findPerson(tx, { subject, id });
  return person ? addressesOf(person) : [];
}

/** Records that the mail provider was asked to delete its copy; where that failed, opens a task with the addresses. */
export async function noteProviderAsked(tx: Tx, erasureId: string, answer: ProviderAnswer): Promise<void> {
  const erasure = await tx.em.findOneOrFail(Erasure, { id: erasureId });
  if (erasure.carrierAskedAt) return;
  const { requests, byHand, because } = answer;
  const carrier = because ?? (requests.length > 0 ? 'asked' : 'no_address');
  const proof = { carrier, carrier_requests: requests.join(' ') };
  erasure.providerAsked(proof, because ? byHand : null, tx.now);
  audit(tx, 'ask_carrier', { entity: 'erasure', id: erasure.id });
  if (!because) return;
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: 'erase_by_hand',
    assignee: today.dutyHolder('privacy'),
    dueAt: new Date(tx.now.getTime() + BY_HAND_WITHIN_MS),
    why: because,
    subjectId: erasure.id,
  });
}

/** Staff had the mail provider's copy deleted: clears the addresses and finishes the erasure. */
export async function confirmRemovedByHand(tx: Tx, task: Task): Promise<void> {
  const erasure = await tx.em.findOneOrFail(
    Erasure,
    { id: task.subjectId ?? '' },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (erasure.status === 'asked')
    throw conflict('Something of this person is still being removed here; look again in a few minutes.');
  finishErasure(tx, erasure);
}
