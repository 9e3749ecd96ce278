/** The recipients of an e-mail, as the mail provider reports them. */
export type Addressed = { originalRecipient: string; mailboxHash: string; recipients: readonly string[] };

const LONGEST_LOCAL = 64;

/** Where a practice can be written to: the installation's mailbox, with the practice behind a plus; null where no mail server would take it. */
export function inboundAddressOf(mailbox: string | null, slug: string): string | null {
  const [local = '', domain = ''] = mailbox?.split('@') ?? [];
  const own = `${local}+${slug}`;
  return mailbox !== null && own.length <= LONGEST_LOCAL ? `${own}@${domain}` : null;
}

/**
 * The reply address of one message: the token alone identifies it; the practice's slug precedes it as far as it fits.
 */
export function replyAddressOf(mailbox: string, slug: string, token: string): string {
  const [local = '', domain = ''] = mailbox.split('@');
  const room = LONGEST_LOCAL - local.length - token.length - 2;
  return `${local}+${slug.slice(0, Math.max(0, room))}.${token}@${domain}`;
}

/** The plus tags, most specific first: the envelope's recipient, the mail provider's own parse, then To, Cc and Bcc. */
export function tagsOf(mailbox: string, { originalRecipient, mailboxHash, recipients }: Addressed): string[] {
  const tags = [
    tagOf(mailbox, originalRecipient),
    mailboxHash.trim().toLowerCase(),
    ...recipients.map((email) => tagOf(mailbox, email)),
  ];
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

/** A tag names a practice or, behind a full stop, the message that is replied to. */
export function readTag(tag: string): { slug: string } | { token: string } {
  const dot = tag.lastIndexOf('.');
  return dot < 0 ? { slug: tag } : { token: tag.slice(dot + 1) };
}

/** Whether this is our own mailbox. */
export function isOwnMailbox(mailbox: string, email: string): boolean {
  const [local, domain] = email.trim().toLowerCase().split('@');
  return `${local?.split('+')[0]}@${domain}` === mailbox;
}

function tagOf(mailbox: string, email: string): string {
  if (!isOwnMailbox(mailbox, email)) return '';
  return /^[^+@]*\+(?<tag>[^@]*)@/.exec(email.trim().toLowerCase())?.groups?.['tag'] ?? '';
}
