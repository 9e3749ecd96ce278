import { DAY_MS } from '../../policy/calendar/units.ts';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { mailHash } from '../../entities/crypto/look-up.ts';
import { SentAs } from '../../entities/sent-as.ts';
import { parseStoredEmail } from '../../email/stored-email.ts';
import { plainLine } from '../../policy/inbound-mail/clean-subject.ts';
import { authorOf } from '../../policy/inbound-mail/author.ts';
import type { InboundEmail, Mailbox } from '../../policy/inbound-mail/inbound-email.ts';
import type { Tx } from '../transaction.ts';
import { isSameSender, type Sender } from './identify-sender.ts';
import { lockKey } from '../locks/lock-key.ts';

const SAME_WITHIN_MS = DAY_MS;
const MOST_REFERENCES = 30;
const MESSAGE_ID = /<[^<>\s]{1,300}>/g;
const OUR_MESSAGE_ID = /^<(?<sendId>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})@/iu;

export type MailHashes = { messageIdHash: string; contentHash: string };

/** Deduplication keys: the Message-ID; sender, subject and body. */
export function hashesOf(inbound: InboundEmail, providerId: string): MailHashes {
  const sender = inbound.from.email.trim().toLowerCase();
  const words = plainLine(inbound.body);
  const contentHash = mailHash([sender, plainLine(inbound.subject), words].join('\0'));
  const messageId = inbound.headers['message-id']?.trim() ?? '';
  return { contentHash, messageIdHash: mailHash(messageId || providerId || contentHash) };
}

/** Serialises a practice's inbound e-mails (advisory lock), so that copies are detected. */
export async function lockInbox(tx: Tx): Promise<void> {
  await lockKey(tx, 'inbox');
}

/**
 * Whether it is a copy (To and Bcc): the same Message-ID and content; or the same content again within a day, unless they
 * ask once more that nothing is sent: it may have been taken back in between.
 */
export async function isRepeat(
  { em, now }: Tx,
  { messageIdHash, contentHash }: MailHashes,
): Promise<boolean> {
  const since = new Date(now.getTime() - SAME_WITHIN_MS);
  const same = await em.count(InboundMail, {
    contentHash,
    $or: [{ messageIdHash }, { createdAt: { $gt: since }, kind: { $ne: 'opt_out' } }],
  });
  return same > 0;
}

/** Whether it is an e-mail of this practice that came back: its Message-ID is one that we gave out. */
export async function isOursReturned({ em, practiceId }: Tx, { headers }: InboundEmail): Promise<boolean> {
  const sendId = OUR_MESSAGE_ID.exec(headers['message-id']?.trim() ?? '')?.groups?.['sendId'];
  return sendId !== undefined && (await em.count(SentAs, { sendId, practiceId })) > 0;
}

/** The newest stored e-mail that this one replies to. */
export async function threadOf({ em }: Tx, { headers }: InboundEmail): Promise<InboundMail | null> {
  const named = `${headers['in-reply-to'] ?? ''} ${headers['references'] ?? ''}`.match(MESSAGE_ID) ?? [];
  const hashes = [...new Set(named)].slice(0, MOST_REFERENCES).map(mailHash);
  if (hashes.length === 0) return null;
  const [found] = await em.find(
    InboundMail,
    { messageIdHash: { $in: hashes } },
    { orderBy: { createdAt: 'desc' }, limit: 1 },
  );
  return found ?? null;
}

/** Whether the earlier e-mail has the same sender: the same record or, while it is stored, the same address. */
export function isOfSameSender(before: InboundMail, author: Mailbox, sender: Sender): boolean {
  if (isSameSender(sender, before)) return true;
  const kept = parseStoredEmail(before.raw ?? null);
  return kept !== null && authorOf(kept).email.trim().toLowerCase() === author.email.trim().toLowerCase();
}
