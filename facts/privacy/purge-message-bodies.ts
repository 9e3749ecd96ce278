import { keyring } from '../../entities/crypto/keyring.ts';
import { Message } from '../../entities/message.ts';
import { before, type RetentionPeriods } from '../../policy/privacy/retention.ts';
import { SentAs } from '../../entities/sent-as.ts';
import type { Tx } from '../transaction.ts';

const OVER = ['sent', 'refused', 'stopped', 'cancelled', 'would_send'] as const;

/**
 * Replaces the words of old e-mails by a hash: proof of what was sent, but not readable (§3.5). As which the mail provider
 * knows them goes with the words.
 */
export async function purgeMessageBodies(
  { em, practiceId, now }: Tx,
  periods: RetentionPeriods,
  most: number,
): Promise<number> {
  const due = await em.find(
    Message,
    {
      status: { $in: [...OVER] },
      updatedAt: { $lte: before(now, periods.messageBodiesMs) },
      $or: [
        { text: { $ne: null } },
        { to: { $ne: null } },
        { ownWords: { $ne: null } },
        { addedLine: { $ne: null } },
      ],
    },
    { orderBy: { updatedAt: 'asc' }, limit: most },
  );
  for (const message of due)
    em.assign(message, {
      wordsHash: hashOf(message),
      to: null,
      subject: null,
      text: null,
      html: null,
      ownWords: null,
      addedLine: null,
      updatedAt: now,
    });
  await em.nativeDelete(SentAs, { practiceId, messageId: { $in: due.map(({ id }) => id) } });
  return due.length;
}

/** Proves whether a given text was the one that was sent. */
function hashOf({ subject, text }: Message): string | null {
  return text ? keyring().lookUpHash(`${subject ?? ''}\n${text}`, 'words') : null;
}
