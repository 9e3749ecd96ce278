import type { DELIVERIES, MessageStatus } from '../outbound-mail/delivery.ts';
import type { BroadcastStatus } from './broadcast-terms.ts';

export const RECIPIENT_STATUSES = ['waiting', 'sent', 'left_out', 'unknown'] as const;
export type RecipientStatus = (typeof RECIPIENT_STATUSES)[number];

/** The e-mail of somebody on the list; null while it has not been written. */
export type RecipientMail = {
  status: MessageStatus;
  why: string | null;
  delivery: (typeof DELIVERIES)[number] | null;
} | null;

/** Where somebody on the list stands, and why where they were left out; read from their e-mail, kept nowhere. */
export function recipientStatus(
  mail: RecipientMail,
  broadcast: BroadcastStatus,
): { status: RecipientStatus; why: string | null } {
  const ended = broadcast === 'cancelled' || broadcast === 'done';
  switch (mail?.status) {
    case undefined:
      return ended ? { status: 'left_out', why: 'cancelled' } : { status: 'waiting', why: null };
    case 'queued':
    case 'sending':
      return { status: 'waiting', why: mail?.why ?? null };
    case 'sent':
      return { status: 'sent', why: mail?.delivery === 'bounced' ? (mail.why ?? 'bounced') : null };
    case 'unknown':
      return { status: 'unknown', why: mail?.why ?? null };
    case 'held':
      if (mail?.why === 'unknown_outcome') return { status: 'unknown', why: 'unknown_outcome' };
      return ended
        ? { status: 'left_out', why: mail?.why ?? null }
        : { status: 'waiting', why: mail?.why ?? null };
    case 'would_send':
      return { status: 'left_out', why: 'would_send' };
    case 'refused':
    case 'stopped':
    case 'cancelled':
      return { status: 'left_out', why: mail?.why ?? null };
  }
}
