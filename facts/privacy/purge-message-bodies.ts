import { keyring } from '../../entities/crypto/keyring.ts';
import { Message } from '../../entities/message.ts';
import { before, type RetentionPeriods } from '../../policy/privacy/retention.ts';
import type { Tx } from '../transaction.ts';

const OVER = ['sent', 'refused', 'stopped', 'cancelled', 'would_send'] as const;

/** Of an e-mail that is long over a hash is left: enough to prove what was written, not to read it (§3.5). */
export async function purgeMessageBodies(
  { em, now }: Tx,
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
  return due.length;
}

/** What somebody who has the letter can be shown to have, or not to have, received. */
function hashOf({ subject, text }: Message): string | null {
  return text ? keyring().lookUpHash(`${subject ?? ''}\n${text}`, 'words') : null;
}
