import { IdempotencyKey } from '../entities/idempotency-key.ts';
import type { Tx } from './transaction.ts';

const DONE = 200;

/**
 * Does what a form asks for, unless the very same form was sent before: a double tap, a reload or the back button adds
 * nothing. Sent twice at the same moment, the second waits for the first.
 */
export async function onlyOnce(tx: Tx, form: string, work: () => Promise<void>): Promise<void> {
  const { em, practiceId, now } = tx;
  const key = keyOf(form);
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${practiceId}/${key}`]);
  if ((await em.count(IdempotencyKey, { key })) > 0) return;
  em.create(IdempotencyKey, { practiceId, key, requestHash: '', status: DONE, answer: null, createdAt: now });
  await work();
}

/** Which of these forms were sent already. */
export async function sentForms(tx: Tx, forms: readonly string[]): Promise<Set<string>> {
  const found = await tx.em.find(IdempotencyKey, { key: { $in: forms.map(keyOf) } }, { fields: ['key'] });
  const keys = new Set(found.map(({ key }) => key));
  return new Set(forms.filter((form) => keys.has(keyOf(form))));
}

/** Beside the keys that callers of the API choose. */
function keyOf(form: string): string {
  return `form/${form}`;
}
