import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { mailboxHash, type Address } from './address.ts';

const Person = z.object({ Email: z.string(), Name: z.string(), MailboxHash: z.string() });

/** A mail that came in, in the shape Postmark posts it. */
export const InboundMail = z.object({
  FromName: z.string(),
  MessageStream: z.string(),
  From: z.string(),
  FromFull: Person,
  To: z.string(),
  ToFull: z.array(Person),
  Cc: z.string(),
  CcFull: z.array(Person),
  Bcc: z.string(),
  BccFull: z.array(Person),
  OriginalRecipient: z.string(),
  Subject: z.string(),
  MessageID: z.string(),
  ReplyTo: z.string(),
  MailboxHash: z.string(),
  Date: z.string(),
  TextBody: z.string(),
  HtmlBody: z.string(),
  StrippedTextReply: z.string(),
  Tag: z.string(),
  Headers: z.array(z.object({ Name: z.string(), Value: z.string() })),
  Attachments: z.array(z.never()),
});
export type InboundMail = z.infer<typeof InboundMail>;

export type Letter = {
  from: Address;
  to: Address;
  cc: readonly Address[];
  subject: string;
  text: string;
  answers: { messageId: string; quoted: string } | null;
};

/** Makes the mail that someone would have sent us; an answer quotes what it answers and carries its thread. */
export function inboundMail({ from, to, cc, subject, text, answers }: Letter, now: Date): InboundMail {
  const id = randomUUID();
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
    TextBody: answers ? `${text}\n\nOn ${now.toDateString()} you wrote:\n${quote(answers.quoted)}\n` : text,
    HtmlBody: '',
    StrippedTextReply: answers ? text : '',
    Tag: '',
    Headers: [
      { Name: 'Return-Path', Value: `<${from.Email}>` },
      { Name: 'Received-SPF', Value: 'pass (outbox: local mail)' },
      { Name: 'X-Spam-Status', Value: 'No' },
      { Name: 'X-Spam-Score', Value: '0.0' },
      { Name: 'Message-ID', Value: `<${id}@outbox.invalid>` },
      ...(answers ? threadHeaders(answers.messageId) : []),
    ],
    Attachments: [],
  };
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
