import type { Message } from '../../entities/message.ts';
import type { CarriageFacts, CarriedMessage } from '../../policy/outbound-mail/delivery.ts';

/** What the rules of carriage need to know of it. */
export function carriageOf(message: Message): CarriageFacts {
  return {
    status: message.status,
    nextTryAt: message.nextTryAt ?? null,
    claimedUntil: message.claimedUntil ?? null,
    unknownSince: message.unknownSince ?? null,
    checks: message.checks,
    resent: message.resent,
  };
}

/** The same, with when it is meant to go and who asked for it to go now. */
export function carriedOf(message: Message): CarriedMessage {
  const { id, dueAt, askedBy } = message;
  return { ...carriageOf(message), id, dueAt, askedBy: askedBy ?? null };
}
