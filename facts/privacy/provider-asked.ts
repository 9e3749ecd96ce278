import { DAY_MS } from '../../policy/calendar/units.ts';
import { Erasure } from '../../entities/erasure.ts';
import { audit, type Tx } from '../transaction.ts';
import { openTask } from '../tasks/open-task.ts';
import { addressesOf, findPerson } from './person.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { LockMode } from '@mikro-orm/postgresql';
import type { Task } from '../../entities/task.ts';
import { finishErasure } from './erase-person.ts';
import { conflict } from '../refusal.ts';

/** Why a person has to have the mail provider's copy removed: an enum, which its task shows. */
export type ByHandBecause = 'no_account_token' | 'account_of_your_own' | 'carrier_refused';

/** `requests`: how the provider numbers what it was asked. */
export type ProviderAnswer = {
  requests: readonly number[];
  byHand: readonly string[];
  because: ByHandBecause | null;
};

const BY_HAND_WITHIN_MS = 28 * DAY_MS;

/** The addresses that our mail provider may know, while we still know them. */
export async function addressesToRemove(tx: Tx, erasureId: string): Promise<string[]> {
  const { subject, subjectId: id } = await tx.em.findOneOrFail(Erasure, { id: erasureId });
  const person = await findPerson(tx, { subject, id });
  return person ? addressesOf(person) : [];
}

/** The mail provider was asked to remove its copy; where it could not be, somebody has a task and the addresses for it. */
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

/** Somebody had the carrier's copy removed: the addresses they needed for it go, and the erasure is done. */
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
