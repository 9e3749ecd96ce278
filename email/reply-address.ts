import type { Practice } from '../entities/practice.ts';
import { keyring } from '../entities/crypto/keyring.ts';
import { inboundAddressOf, replyAddressOf } from '../policy/inbound-mail/inbound-address.ts';
import type { Envelope } from './envelope.ts';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const TOKEN_LENGTH = 16;

/**
 * Each e-mail to an outside recipient gets a reply address of its own where the practice uses its inbound address for
 * answers, so that a reply finds its message. It is a routing hint, and no proof of who writes.
 */
export function withReplyAddress(
  envelope: Envelope,
  message: { id: string } & Partial<Record<'client' | 'professional' | 'enquiry', unknown>>,
  practice: Practice,
  mailbox: string | null,
): Envelope {
  const isToSomebody = Boolean(message.client ?? message.professional ?? message.enquiry);
  const own = inboundAddressOf(mailbox, practice.slug);
  if (mailbox === null || !isToSomebody || practice.replyTo.toLowerCase() !== own) return envelope;
  const token = replyToken(practice.id, message.id);
  const link = { url: '', token, purpose: 'reply' as const, subjectId: message.id, worksForMs: null };
  return {
    ...envelope,
    replyTo: replyAddressOf(mailbox, practice.slug, token),
    links: [...envelope.links, link],
  };
}

/** Unpredictable without the key, stable across renderings, and in an alphabet that survives any mail program. */
function replyToken(practiceId: string, messageId: string): string {
  const bytes = Buffer.from(keyring().lookUpHash(`${practiceId}/${messageId}`, 'reply'), 'base64url');
  return [...bytes.subarray(0, TOKEN_LENGTH)].map((byte) => BASE32[byte % BASE32.length]).join('');
}
