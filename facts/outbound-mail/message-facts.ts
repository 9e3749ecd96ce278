import type { Message } from '../../entities/message.ts';
import type { MessageFacts } from '../../policy/outbound-mail/mail-first.ts';

/** What the rules of delivery need to know of an e-mail. */
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
