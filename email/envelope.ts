import type { EntityManager } from '@mikro-orm/postgresql';
import type { Message } from '../entities/message.ts';
import { Practice } from '../entities/practice.ts';
import { DELIVERY_BY_PURPOSE, type Stream } from '../policy/outbound-mail/delivery.ts';
import type { PublicLink } from './public-link.ts';
import { senderOf } from './sender.ts';
import { TEMPLATES, type MailId } from './templates/catalogue.ts';
import { liveWords } from './templates/live-words.ts';
import type { Words } from './templates/words-of.ts';
import { writeMessage } from './write.ts';

/** An e-mail ready to go: one recipient, its words, and who it is from. */
export type Envelope = {
  to: string;
  from: string;
  replyTo: string;
  subject: string;
  text: string;
  html: string;
  templateVersion: string;
  sendId: string;
  /** Of what leaves with others: by it all of them are found in one search. */
  batchId?: string | null;
  tag: string;
  stream: Stream;
  automatic: boolean;
  postmarkServerToken: string | null;
  /** Links in the e-mail that must be valid when it is sent. */
  links: readonly PublicLink[];
  /** The List-Unsubscribe target (RFC 8058); of mail that carries a prompt, goes to many, or offers a colleague to be kept posted. */
  unsubscribeUrl: string | null;
  /** Nobody but its reader may ever read it: its words are not kept. */
  isForOneAlone?: true;
  /** The words of the prompt inside. */
  prompt: { template: string; version: string } | null;
};

/** Whom an e-mail is for, and what its template is filled in with. */
export type Addressed = {
  to: string;
  context: Record<string, unknown>;
  links?: readonly PublicLink[];
  unsubscribeUrl?: string;
  prompt?: { template: string; version: string };
};

/** What of an e-mail is known before its words are: whose it is, and by what it is found again. */
export type Outside = Pick<Message, 'sendId' | 'batchId' | 'purpose' | 'askedBy' | 'sender'>;

/**
 * The practice's words in force with this context; null where it does not fit the template. Throws `CannotWrite` where the
 * practice's own words cannot be filled in.
 */
export async function inEnvelope(
  em: EntityManager,
  message: Message,
  id: MailId,
  addressed: Addressed,
): Promise<Envelope | null> {
  const words = await liveWords(em, message.practiceId, id);
  const practice = await em.findOneOrFail(Practice, message.practiceId);
  return intoEnvelope(words, practice, message, addressed);
}

/** The same where the words are at hand. */
export async function intoEnvelope(
  words: Words<MailId>,
  practice: Practice,
  outside: Outside,
  addressed: Addressed,
): Promise<Envelope | null> {
  const template = TEMPLATES[words.id];
  if (!template.variables.safeParse(addressed.context).success) return null;
  const rendered = await writeMessage(words, addressed.context, {
    neutralSenderName: practice.neutralSenderName,
    locale: practice.locale,
  });
  return {
    ...rendered,
    ...stamped(outside, practice),
    to: addressed.to,
    tag: template.tag,
    links: addressed.links ?? [],
    unsubscribeUrl: addressed.unsubscribeUrl ?? null,
    prompt: addressed.prompt ?? null,
  };
}

/** What every e-mail of a practice has on its outside. */
export function stamped(outside: Outside, practice: Practice) {
  const { from, replyTo, postmarkServerToken } = senderOf(outside, practice);
  return {
    from: mailbox(practice.neutralSenderName, from),
    replyTo,
    sendId: outside.sendId,
    batchId: outside.batchId ?? null,
    stream: DELIVERY_BY_PURPOSE[outside.purpose].stream,
    automatic: !outside.askedBy,
    postmarkServerToken,
  };
}

/** `"Name" <address>`, quoted so that punctuation in a name cannot change the address (Postmark refuses it unquoted). */
export function mailbox(name: string, address: string): string {
  const printable = name.replace(/[\p{C}"\\]/gu, ' ').trim();
  return `"${printable}" <${address}>`;
}

export function firstWord(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
