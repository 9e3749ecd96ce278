import { Practice } from '../../entities/practice.ts';
import { decideDelivery, MOST_IN_BATCH } from '../../policy/outbound-mail/delivery.ts';
import { lockSubject } from '../locks/lock-subject.ts';
import { noteChanges } from '../broadcasts/note-changes.ts';
import { deliveryFacts } from '../outbound-mail/message-facts.ts';
import { markSentTogether } from '../outbound-mail/write-mails.ts';
import { tables } from '../tables.ts';
import type { Tx } from '../transaction.ts';
import { messagesOf } from './settle-batch.ts';
import { settleMessage } from './settle-message.ts';

type Unknown = { id: string; attempt: number; checks: number; sendId: string };

/** E-mails that left together, and of which nobody knows what became. */
export type LostBatch = { batchId: string; mails: readonly Unknown[] };

/**
 * What is to be looked up now of a broadcast, one search for all that left together; a claim that has run out is one of them,
 * because its worker died. A thousand at most.
 */
export async function lostBatches(
  tx: Tx,
  broadcastId: string,
  searchLagMs: number,
): Promise<{ batches: LostBatch[]; serverToken: string | null }> {
  const { em, practiceId, now } = tx;
  await lockSubject(tx, 'broadcast', broadcastId);
  const { postmarkServerToken } = await em.findOneOrFail(Practice, practiceId);
  const underWay = await tables(tx)
    .selectFrom('message')
    .select(['id', 'status', 'checks', 'resent', 'next_try_at', 'claimed_until', 'unknown_since'])
    .where('practice_id', '=', practiceId)
    .where('broadcast_id', '=', broadcastId)
    .where('status', 'in', ['sending', 'unknown'])
    .orderBy('id')
    .execute();
  const due = underWay
    .filter((row) => decideDelivery(deliveryFacts(row), now, searchLagMs).do === 'look_up')
    .map(({ id }) => id)
    .slice(0, 2 * MOST_IN_BATCH);
  const messages = await messagesOf(tx, due);
  for (const message of messages)
    if (message.status === 'sending')
      await settleMessage(tx, message, { kind: 'unknown', why: 'outcome_lost' });
  const byBatch = Map.groupBy(messages, ({ batchId, sendId }) => batchId ?? sendId);
  return {
    serverToken: postmarkServerToken ?? null,
    batches: [...byBatch].map(([batchId, mails]) => ({
      batchId,
      mails: mails.map(({ id, attempts, checks, sendId }) => ({ id, attempt: attempts, checks, sendId })),
    })),
  };
}

/** What the provider's search showed, by send id; what it does not show is asked for again later. */
export async function settleLookedUp(
  tx: Tx,
  broadcastId: string,
  { mails }: LostBatch,
  found: ReadonlyMap<string, string>,
): Promise<void> {
  await lockSubject(tx, 'broadcast', broadcastId);
  const accepted = mails.flatMap(({ id, attempt, sendId }) => {
    const postmarkMessageId = found.get(sendId);
    return postmarkMessageId === undefined ? [] : { id, attempt, postmarkMessageId };
  });
  await noteChanges(tx, broadcastId, await markSentTogether(tx, accepted));
  const missing = new Map(
    mails.flatMap((mail) => (found.has(mail.sendId) ? [] : [[mail.id, mail] as const])),
  );
  for (const message of await messagesOf(tx, [...missing.keys()])) {
    const asked = missing.get(message.id);
    const isSame = asked?.attempt === message.attempts && asked.checks === message.checks;
    if (isSame && message.status === 'unknown') message.noteNotFound(tx.now);
  }
}
