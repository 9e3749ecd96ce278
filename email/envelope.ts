import type { EntityManager } from '@mikro-orm/postgresql';
import type { Message } from '../entities/message.ts';
import { Practice } from '../entities/practice.ts';
import type { PublicLink } from './public-link.ts';
import { renderMessage } from './render.ts';
import { TEMPLATES, type MailId } from './templates/catalogue.ts';
import { liveWords } from './templates/live-words.ts';

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
  tag: string;
  automatic: boolean;
  postmarkServerToken: string | null;
  /** Links in the e-mail that must be valid when it is sent. */
  links: readonly PublicLink[];
  /** The List-Unsubscribe target (RFC 8058); only mail that carries a prompt has one. */
  unsubscribeUrl: string | null;
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

/** Renders the practice's words in force with this context; null where it does not fit the template. */
export async function inEnvelope(
  em: EntityManager,
  message: Message,
  id: MailId,
  addressed: Addressed,
): Promise<Envelope | null> {
  const words = await liveWords(em, message.practiceId, id);
  const practice = await em.findOneOrFail(Practice, message.practiceId);
  const template = TEMPLATES[words.id];
  if (!template.variables.safeParse(addressed.context).success) return null;
  const rendered = renderMessage(words, addressed.context, {
    neutralSenderName: practice.neutralSenderName,
    locale: practice.locale,
  });
  return {
    ...rendered,
    ...stamped(message, practice),
    to: addressed.to,
    tag: template.tag,
    links: addressed.links ?? [],
    unsubscribeUrl: addressed.unsubscribeUrl ?? null,
    prompt: addressed.prompt ?? null,
  };
}

/** What every e-mail of a practice has on its outside. */
export function stamped(message: Message, practice: Practice) {
  return {
    from: mailbox(practice.neutralSenderName, practice.from),
    replyTo: practice.replyTo,
    sendId: message.sendId,
    automatic: !message.askedBy,
    postmarkServerToken: practice.postmarkServerToken ?? null,
  };
}

/** `"Name" <address>`, quoted so that punctuation in a name cannot change the address (Postmark refuses it unquoted). */
function mailbox(name: string, address: string): string {
  const printable = name.replace(/[\p{C}"\\]/gu, ' ').trim();
  return `"${printable}" <${address}>`;
}

export function firstWord(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
