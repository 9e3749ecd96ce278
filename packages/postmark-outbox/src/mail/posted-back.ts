import type { StoredMail } from '../store/mails.ts';
import { mailboxHash } from './address.ts';
import { inboundMail, type InboundMail } from './inbound-mail.ts';
import { rawHeaders } from './message-view.ts';

/** They have fields of their own in what Postmark posts. */
const WITH_A_FIELD = new Set(['from', 'to', 'cc', 'subject', 'date', 'message-id']);

/** Whether this recipient is the inbound address, or a plus address of it. */
export function isInbound(inboundAddress: string | null, recipient: string): boolean {
  if (inboundAddress === null) return false;
  return recipient.replace(/\+[^@]*@/, '@').toLowerCase() === inboundAddress.toLowerCase();
}

/** A mail that left here as the same server receives it: its words, its headers and its Message-ID. */
export function postedBack(stored: StoredMail, recipient: string, now: Date): InboundMail {
  const { mail, messageId } = stored;
  const [first = { Email: recipient, Name: '' }] = mail.To;
  const received = inboundMail(
    {
      from: mail.Sender,
      to: first,
      cc: mail.Cc,
      subject: mail.Subject,
      text: mail.TextBody ?? '',
      inReplyTo: null,
    },
    now,
  );
  const own = received.Headers.filter(({ Name }) => Name !== 'Message-ID');
  const sent = rawHeaders(stored)
    .filter(([name]) => !WITH_A_FIELD.has(name.toLowerCase()))
    .map(([Name, Value]) => ({ Name, Value }));
  return {
    ...received,
    OriginalRecipient: recipient,
    MailboxHash: mailboxHash(recipient),
    ReplyTo: mail.ReplyTo ?? '',
    HtmlBody: mail.HtmlBody ?? '',
    Headers: [...own, { Name: 'Message-ID', Value: messageId }, ...sent],
  };
}
