import type { Message } from '../../entities/message.ts';
import type { DeliveryFacts } from '../../policy/outbound-mail/delivery.ts';
import type { MessageFacts } from '../../policy/outbound-mail/mail-first.ts';
import { tables } from '../tables.ts';
import type { Tx } from '../transaction.ts';

/** What the rules of delivery need to know of the e-mails of one subject, oldest first. */
export async function readMessages(
  tx: Tx,
  column: 'referral_id' | 'enquiry_id',
  subjectId: string,
): Promise<MessageFacts[]> {
  const rows = await tables(tx)
    .selectFrom('message')
    .select(['id', 'purpose', 'status', 'due_at', 'asked_by', 'checks', 'resent'])
    .select(['next_try_at', 'claimed_until', 'unknown_since'])
    .where('practice_id', '=', tx.practiceId)
    .where(column, '=', subjectId)
    .where('purpose', 'in', ['thanks', 'staff_note'])
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    purpose: row.purpose,
    dueAt: new Date(row.due_at),
    askedBy: row.asked_by ?? null,
    ...deliveryFacts(row),
  }));
}

/** Timestamps are answered as text. */
export type DeliveryRow = Pick<DeliveryFacts, 'status' | 'checks' | 'resent'> & {
  next_try_at?: string | null | undefined;
  claimed_until?: string | null | undefined;
  unknown_since?: string | null | undefined;
};

/** How far the delivery of an e-mail has come, of a row that was read by a statement. */
export function deliveryFacts(row: DeliveryRow): DeliveryFacts {
  return {
    status: row.status,
    checks: row.checks,
    resent: row.resent,
    nextTryAt: dateOrNull(row.next_try_at),
    claimedUntil: dateOrNull(row.claimed_until),
    unknownSince: dateOrNull(row.unknown_since),
  };
}

/** The same of an e-mail that is loaded. */
export function messageFacts(message: Message): MessageFacts {
  const { id, purpose, status, dueAt, checks, resent } = message;
  return {
    id,
    purpose,
    status,
    dueAt,
    checks,
    resent,
    askedBy: message.askedBy ?? null,
    nextTryAt: message.nextTryAt ?? null,
    claimedUntil: message.claimedUntil ?? null,
    unknownSince: message.unknownSince ?? null,
  };
}

function dateOrNull(value: string | null | undefined): Date | null {
  return value ? new Date(value) : null;
}
