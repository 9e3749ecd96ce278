import { ApiError } from '../http/api-error.ts';
import { anything, list, object, string, type Shaped } from '../shape.ts';
import type { StoredMail } from '../store/mails.ts';
import { mailboxHash, readAddresses, type Address } from './address.ts';

const Person = object({ Email: string, Name: string, MailboxHash: string });

/** An inbound mail in the shape in which Postmark posts it. */
export const InboundMail = object({
  FromName: string,
  MessageStream: string,
  From: string,
  FromFull: Person,
  To: string,
  ToFull: list(Person),
  Cc: string,
  CcFull: list(Person),
  Bcc: string,
  BccFull: list(Person),
  OriginalRecipient: string,
  Subject: string,
  MessageID: string,
  ReplyTo: string,
  MailboxHash: string,
  Date: string,
  TextBody: string,
  HtmlBody: string,
  StrippedTextReply: string,
  Tag: string,
  Headers: list(object({ Name: string, Value: string })),
  Attachments: list(anything),
});
export type InboundMail = Shaped<typeof InboundMail>;

/** What a sender would write. */
export type Draft = {
  from: Address;
  to: Address;
  cc: readonly Address[];
  subject: string;
  text: string;
  inReplyTo: { messageId: string; quoted: string } | null;
};

/** Makes an inbound mail; a reply quotes the mail it answers and carries its thread. */
export function inboundMail({ from, to, cc, subject, text, inReplyTo }: Draft, now: Date): InboundMail {
  const id = crypto.randomUUID();
  return {
    FromName: from.Name,
    MessageStream: 'inbound',
    From: from.Email,
    FromFull: person({ ...from }),
    To: display(to),
    ToFull: [person(to)],
    Cc: cc.map(display).join(', '),
    CcFull: cc.map(person),
    Bcc: '',
    BccFull: [],
    OriginalRecipient: to.Email,
    Subject: subject,
    MessageID: id,
    ReplyTo: '',
    MailboxHash: mailboxHash(to.Email),
    Date: now.toUTCString().replace('GMT', '+0000'),
    TextBody: inReplyTo
      ? `${text}\n\nOn ${now.toDateString()} you wrote:\n${quote(inReplyTo.quoted)}\n`
      : text,
    HtmlBody: '',
    StrippedTextReply: inReplyTo ? text : '',
    Tag: '',
    Headers: [
      { Name: 'Return-Path', Value: `<${from.Email}>` },
      { Name: 'Received-SPF', Value: 'pass (outbox: local mail)' },
      { Name: 'X-Spam-Status', Value: 'No' },
      { Name: 'X-Spam-Score', Value: '0.0' },
      { Name: 'Message-ID', Value: `<${id}@outbox.invalid>` },
      ...(inReplyTo ? threadHeaders(inReplyTo.messageId) : []),
    ],
    Attachments: [],
  };
}

/** The reply of a recipient to a mail: to its reply address, in its thread. */
export function replyTo(
  { mail, messageId }: StoredMail,
  { text, from }: { text: string; from: string },
): Draft {
  const [replyAddress = mail.Sender] = readAddresses(mail.ReplyTo ?? '') ?? [];
  const known = [...mail.To, ...mail.Cc, ...mail.Bcc].find(({ Email }) => Email === from);
  return {
    from: known ?? onlyAddress(from),
    to: replyAddress,
    cc: [],
    subject: /^re:/i.test(mail.Subject) ? mail.Subject : `Re: ${mail.Subject}`,
    text,
    inReplyTo: { messageId, quoted: mail.TextBody ?? '' },
  };
}

/** Reads exactly one address, as a person typed it. */
export function onlyAddress(typed: string): Address {
  const [address, ...more] = readAddresses(typed) ?? [];
  if (!address || more.length > 0) throw new ApiError(300, `Not one address: '${typed}'.`, 400);
  return address;
}

function person({ Email, Name }: Address) {
  return { Email, Name, MailboxHash: mailboxHash(Email) };
}

function display({ Email, Name }: Address): string {
  return Name === '' ? Email : `"${Name.replaceAll(/["\\]/g, String.raw`\$&`)}" <${Email}>`;
}

function threadHeaders(messageId: string) {
  return ['In-Reply-To', 'References'].map((Name) => ({ Name, Value: messageId }));
}

function quote(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
