import { Erasure } from '../../entities/erasure.ts';
import { audit, type Tx } from '../transaction.ts';
import { openTask } from '../tasks/open-task.ts';
import { addressesOf, findPerson } from './person.ts';
import { practiceToday } from '../practice/practice-today.ts';

/** Why a person has to have the mail provider's copy removed: an enum, which its task shows. */
export type ByHandBecause = 'no_account_token' | 'account_of_your_own' | 'carrier_refused';

/** `requests`: how the provider numbers what it was asked. */
export type ProviderAnswer = {
  requests: readonly number[];
  byHand: readonly string[];
  because: ByHandBecause | null;
};

const BY_HAND_WITHIN_MS = 28 * 86_400_000;

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
  erasure.carrierAskedAt = tx.now;
  erasure.updatedAt = tx.now;
  erasure.proof = {
    ...erasure.proof,
    carrier: because ?? (requests.length > 0 ? 'asked' : 'no_address'),
    carrier_requests: requests.join(' '),
  };
  audit(tx, 'ask_carrier', { entity: 'erasure', id: erasure.id });
  if (!because) return;
  erasure.byHand = byHand.join('\n');
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: 'erase_by_hand',
    assignee: today.dutyHolder('privacy') ?? today.owners()[0] ?? null,
    dueAt: new Date(tx.now.getTime() + BY_HAND_WITHIN_MS),
    why: because,
    subjectId: erasure.id,
  });
}
