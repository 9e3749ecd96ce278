import { sql } from 'kysely';
import type { Envelope } from '../../email/envelope.ts';
import { CLAIM_MS, type Message } from '../../entities/message.ts';
import { keyring } from '../../entities/crypto/keyring.ts';
import { tables, withIds } from '../tables.ts';
import type { Tx } from '../transaction.ts';
import { wordsOf } from './claim-message.ts';

/** An e-mail to one of many, written for the first time: claimed, rehearsed, or only why it does not leave. */
export type NewMail = { id: string; personId: string; sendId: string } & (
  | { status: 'sending' | 'would_send'; why: string | null; envelope: Envelope }
  | { status: 'stopped' | 'held' | 'queued'; why: string | null; envelope: null }
);

/** What is the same for all of them. */
export type WrittenTo = Pick<Message, 'template'> & {
  to: 'clients' | 'professionals';
  broadcastId: string;
  batchId: string;
  signerId: string | null;
  takenOn: string;
};

/**
 * Writes hundreds of e-mails into the ledger in one statement, each as `Message.claim` or another of its methods would leave it,
 * but for the HTML: it says nothing that the text does not, and is the larger part of what would be written.
 */
export async function writeMails(tx: Tx, mails: readonly NewMail[], about: WrittenTo): Promise<void> {
  if (mails.length === 0) return;
  const { practiceId, now } = tx;
  const words = mails.map(({ envelope }) => envelope && wordsOf(envelope));
  const person = sql.ref(about.to === 'clients' ? 'client_id' : 'professional_id');
  const of = <T>(read: (mail: NewMail) => T): T[] => mails.map(read);
  const sealed = (column: 'to' | 'subject' | 'text') => {
    const alike = new Map<string | null, Buffer | null>([[null, null]]);
    return words.map((found) => {
      const text = found?.[column] ?? null;
      if (!alike.has(text)) alike.set(text, text === null ? null : keyring().seal(text, `message.${column}`));
      return alike.get(text) ?? null;
    });
  };
  await sql`
    insert into message (practice_id, id, key, purpose, template, template_version, broadcast_id, ${person}, signer_id, batch_id,
      taken_on, "to", to_hash, subject, text, status, why, due_at, send_id, attempts, claimed_until, checks, resent,
      created_at, updated_at)
    select ${practiceId}::uuid, id, 'broadcast/' || id, 'broadcast', ${about.template},
      version, ${about.broadcastId}::uuid, person, ${about.signerId}::uuid, ${about.batchId}::uuid,
      case status when 'sending' then ${about.takenOn}::date end, to_whom, to_hash, subject, words, status, why, ${now},
      send_id, case status when 'sending' then 1 else 0 end,
      case status when 'sending' then ${new Date(now.getTime() + CLAIM_MS)}::timestamptz end, 0, false, ${now}, ${now}
    from unnest(${of(({ id }) => id)}::uuid[], ${of(({ personId }) => personId)}::uuid[], ${of(({ sendId }) => sendId)}::uuid[],
      ${of(({ status }) => status)}::text[], ${of(({ why }) => why)}::text[],
      ${words.map((found) => found?.templateVersion ?? null)}::text[], ${words.map((found) => found?.toHash ?? null)}::text[],
      ${sealed('to')}::bytea[], ${sealed('subject')}::bytea[], ${sealed('text')}::bytea[])
      as new (id, person, send_id, status, why, version, to_hash, to_whom, subject, words)`.execute(
    tables(tx),
  );
  const leaving = mails.filter(({ status }) => status === 'sending');
  await sql`
    insert into sent_as (send_id, practice_id, message_id)
    select send_id, ${practiceId}::uuid, id
    from unnest(${leaving.map(({ sendId }) => sendId)}::uuid[], ${leaving.map(({ id }) => id)}::uuid[]) as new (send_id, id)`.execute(
    tables(tx),
  );
}

/** An attempt at an e-mail, and the mail provider's id of it. */
export type Accepted = { id: string; attempt: number; postmarkMessageId: string };

/**
 * The mail provider has them: what `Message.markSent` does, for hundreds in one statement. Answers which of them it was
 * news of; one that has been attempted again meanwhile is none.
 */
export async function markSentTogether(tx: Tx, accepted: readonly Accepted[]): Promise<string[]> {
  if (accepted.length === 0) return [];
  const ids = accepted.map(({ id }) => id);
  const { rows } = await sql<{ id: string }>`
    update message m set status = 'sent', why = null, postmark_message_id = a.postmark_id, sent_at = ${tx.now}, updated_at = ${tx.now},
      delivery = case when m.delivery in ('delivered', 'bounced') then m.delivery else 'sent' end
    from unnest(${ids}::uuid[], ${accepted.map(({ attempt }) => attempt)}::int[],
      ${accepted.map(({ postmarkMessageId }) => postmarkMessageId)}::uuid[]) as a (id, attempt, postmark_id)
    where m.${withIds(tx, 'message', ids)} and m.id = a.id and m.attempts = a.attempt and m.status in ('sending', 'unknown')
    returning m.id`.execute(tables(tx));
  return rows.map(({ id }) => id);
}
