import { keyring } from '../entities/crypto/keyring.ts';
import { IdempotencyKey } from '../entities/idempotency-key.ts';
import type { Tx } from './transaction.ts';
import { RETENTION_MS } from '../policy/privacy/retention.ts';

const ANSWERED = 200;

/** A POST under the hash of its caller's own key; `hash` tells another request under the same key from a repeat. */
export type IdempotentRequest = { key: string; hash: string };
export type StoredAnswer = { status: number; body: string | null };

/** An insert that returns nothing is sent together with the commit (entities/batch-statements.ts). */
const STORE = `
  insert into idempotency_key (practice_id, key, request_hash, status, answer, created_at) values (?, ?, ?, ?, ?, ?)
  on conflict (practice_id, key) do update set request_hash = excluded.request_hash,
    status = excluded.status, answer = excluded.answer, created_at = excluded.created_at`;

/**
 * The answer of the last seven days to this key, `another` where it was for a different request; null where there is
 * none. Takes an advisory lock on the key first, so that a concurrent repeat waits for the answer of the first.
 */
export async function answerTo(
  tx: Tx,
  { key, hash }: IdempotentRequest,
): Promise<StoredAnswer | 'another' | null> {
  const { em, practiceId, now } = tx;
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `idempotency/${practiceId}/${key}`,
  ]);
  const [known] = await em.execute<{ request_hash: string }[]>(
    'select request_hash from idempotency_key where practice_id = ? and key = ? and created_at >= ?',
    [practiceId, key, new Date(now.getTime() - RETENTION_MS.answers)],
  );
  if (!known) return null;
  if (known.request_hash !== hash) return 'another';
  const { status, answer } = await em.findOneOrFail(IdempotencyKey, { key });
  return { status, body: answer ?? null };
}

export async function storeAnswer(
  tx: Tx,
  { key, hash }: IdempotentRequest,
  { status, body }: StoredAnswer,
): Promise<void> {
  const sealed = body === null ? null : keyring().seal(body, 'idempotency_key.answer');
  await tx.em.execute(STORE, [tx.practiceId, key, hash, status, sealed, tx.now]);
}

/** Does `work` once per form: a double tap, a reload or the back button finds its row, a concurrent one waits for it. */
export async function submitOnce(tx: Tx, form: string, work: () => Promise<void>): Promise<void> {
  const inserted = await tx.em.execute<object[]>(
    `insert into idempotency_key (practice_id, key, request_hash, status, created_at)
     values (?, ?, '', ${ANSWERED}, ?) on conflict do nothing returning key`,
    [tx.practiceId, formKey(form), tx.now],
  );
  if (inserted.length > 0) await work();
}

/** Which of these forms were submitted already. */
export async function submittedForms(tx: Tx, forms: readonly string[]): Promise<Set<string>> {
  const found = await tx.em.find(IdempotencyKey, { key: { $in: forms.map(formKey) } }, { fields: ['key'] });
  const keys = new Set(found.map(({ key }) => key));
  return new Set(forms.filter((form) => keys.has(formKey(form))));
}

/** No caller of the API can choose it: theirs are kept as hashes. */
function formKey(form: string): string {
  return `form/${form}`;
}
