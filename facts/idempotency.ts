import { keyring } from '../entities/crypto/keyring.ts';
import { IdempotencyKey } from '../entities/idempotency-key.ts';
import type { Tx } from './transaction.ts';

const KEPT_MS = 7 * 86_400_000;
/** No HTTP status: the request under this key is still being answered, by this very transaction. */
const UNANSWERED = 0;
const ANSWERED = 200;

/** A POST under the key its caller chose; `hash` tells another request under the same key from a repeat. */
export type IdempotentRequest = { key: string; hash: string };
export type StoredAnswer = { status: number; body: string | null };

/**
 * Claims the key by inserting its row, which blocks a concurrent request under the same key until this transaction ends:
 * lock and look-up in one statement. A row of more than seven days ago counts as new.
 */
const CLAIM = `
  insert into idempotency_key as known (practice_id, key, request_hash, status, answer, created_at)
  values (?, ?, ?, ${UNANSWERED}, null, ?)
  on conflict (practice_id, key) do update set
    request_hash = case when known.created_at < ? then excluded.request_hash else known.request_hash end,
    status = case when known.created_at < ? then excluded.status else known.status end
  returning request_hash, status`;

/** An upsert, although the row is there: an insert that returns nothing is held and sent with the commit. */
const STORE = `
  insert into idempotency_key (practice_id, key, request_hash, status, answer, created_at)
  values (?, ?, '', ?, ?, ?)
  on conflict (practice_id, key) do update set
    status = excluded.status, answer = excluded.answer, created_at = excluded.created_at`;

/** The answer that this key has had already, `another` where it was for a different request; null: it is new, and now ours. */
export async function claimKey(
  tx: Tx,
  { key, hash }: IdempotentRequest,
): Promise<StoredAnswer | 'another' | null> {
  const { em, practiceId, now } = tx;
  const oldest = new Date(now.getTime() - KEPT_MS);
  const [row] = await em.execute<{ request_hash: string; status: number }[]>(CLAIM, [
    practiceId,
    key,
    hash,
    now,
    oldest,
    oldest,
  ]);
  if (row && row.request_hash !== hash) return 'another';
  if (!row || row.status === UNANSWERED) return null;
  const { answer } = await em.findOneOrFail(IdempotencyKey, { key });
  return { status: row.status, body: answer ?? null };
}

export async function storeAnswer(tx: Tx, key: string, { status, body }: StoredAnswer): Promise<void> {
  const sealed = body === null ? null : keyring().seal(body, 'idempotency_key.answer');
  await tx.em.execute(STORE, [tx.practiceId, key, status, sealed, tx.now]);
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

function formKey(form: string): string {
  return `form/${form}`;
}
