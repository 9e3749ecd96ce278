import { z } from 'zod';
import type { Addressed } from '../policy/inbound-mail/inbound-address.ts';
import type { InboundEmail } from '../policy/inbound-mail/inbound-email.ts';
import { readMailbox } from '../policy/inbound-mail/mailbox.ts';
import { textOfHtml } from './text-of-html.ts';

/** The longest body that is stored. */
const LONGEST_BODY = 200_000;
const LONGEST_LINE = 2_000;
const MOST_RECIPIENTS = 100;
/** The only headers that a rule reads. */
const HEADERS = new Set([
  'message-id',
  'in-reply-to',
  'references',
  'auto-submitted',
  'precedence',
  'x-autoreply',
  'x-autorespond',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'x-google-group-id',
  'x-original-from',
  'x-original-sender',
  'content-type',
  'return-path',
  'reply-to',
  'received-spf',
  'x-spam-status',
  'x-spam-tests',
]);

const CALENDAR = 'text/calendar';

const text = (longest: number) =>
  z
    .string()
    .transform((given) => given.slice(0, longest))
    .catch('');
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((given) => given.flatMap((one) => item.safeParse(one).data ?? []));
const Person = z.object({ Email: text(LONGEST_LINE), Name: text(LONGEST_LINE) });
const people = listOf(Person);

/** A calendar's file is known by its type or its name, which is not kept: it may be somebody's. */
const AttachmentKind = z
  .object({ ContentType: text(LONGEST_LINE), Name: text(LONGEST_LINE) })
  .transform(({ ContentType, Name }) => ({
    ContentType:
      /^application\/(?:x-)?(?:ics|icalendar)\b/i.test(ContentType) || /\.ics$/i.test(Name.trim())
        ? CALENDAR
        : ContentType,
  }));

const Payload = z.object({
  From: text(LONGEST_LINE),
  FromName: text(LONGEST_LINE),
  FromFull: Person.catch({ Email: '', Name: '' }),
  ToFull: people,
  CcFull: people,
  BccFull: people,
  ReplyTo: text(LONGEST_LINE),
  OriginalRecipient: text(LONGEST_LINE),
  MailboxHash: text(LONGEST_LINE),
  MessageID: text(LONGEST_LINE),
  Subject: text(LONGEST_LINE),
  Date: text(LONGEST_LINE),
  TextBody: text(LONGEST_BODY),
  HtmlBody: text(LONGEST_BODY),
  StrippedTextReply: text(LONGEST_BODY),
  Headers: listOf(z.object({ Name: text(LONGEST_LINE), Value: text(LONGEST_LINE) })),
  Attachments: listOf(AttachmentKind),
});
type Payload = z.output<typeof Payload>;

/** What the mail provider posts of an inbound e-mail; malformed fields count as empty, so that no mail is refused. */
export type InboundMail = {
  inbound: InboundEmail;
  addressed: Addressed;
  providerId: string;
  attachments: number;
};

/** Parses the payload; null where it has neither a sender nor a recipient. A sender that is no address is empty. */
export function readInboundMail(input: unknown): InboundMail | null {
  const parsed = Payload.safeParse(input);
  if (!parsed.success) return null;
  const mail = parsed.data;
  const from = (mail.FromFull.Email || mail.From).trim();
  const email = from.includes('@') ? (readMailbox(from)?.email ?? from) : '';
  const isAddressed = mail.OriginalRecipient !== '' || mail.ToFull.length > 0;
  if (email === '' && !isAddressed) return null;
  return {
    inbound: emailOf(mail, email),
    addressed: {
      originalRecipient: mail.OriginalRecipient,
      mailboxHash: mail.MailboxHash,
      recipients: [...mail.ToFull, ...mail.CcFull, ...mail.BccFull]
        .slice(0, MOST_RECIPIENTS)
        .map(({ Email }) => Email),
    },
    providerId: mail.MessageID,
    attachments: mail.Attachments.length,
  };
}

/** The payload as it is stored, without attachments: nobody asked for them, and they may hold anything. */
export function withoutAttachments(payload: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { Attachments: attachments, RawEmail: _raw, ...rest } = payload;
  const cut = Object.entries(rest).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.slice(0, LONGEST_BODY) : value,
  ]);
  const kinds = listOf(AttachmentKind).parse(attachments);
  return { ...Object.fromEntries(cut), Attachments: kinds };
}

function emailOf(mail: Payload, email: string): InboundEmail {
  const headers = topmostOf(mail.Headers);
  return {
    from: { email, name: mail.FromFull.Name || mail.FromName },
    replyTo: readMailbox(mail.ReplyTo || (headers['reply-to'] ?? '')),
    subject: mail.Subject,
    body: mail.TextBody.trim() === '' ? textOfHtml(mail.HtmlBody) : mail.TextBody,
    newWords: mail.StrippedTextReply.trim(),
    date: mail.Date,
    headers,
    hasCalendar: mail.Attachments.some(({ ContentType }) => ContentType.toLowerCase().startsWith(CALENDAR)),
    fromUs: false,
  };
}

/**
 * Of several headers of one name the topmost: each server writes above what it was given, so whatever stands below was
 * written by the sender. The provider's own results stand together, with SPF last.
 */
function topmostOf(given: Payload['Headers']): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { Name, Value } of given) {
    const name = Name.trim().toLowerCase();
    if (!HEADERS.has(name) || Object.hasOwn(headers, name)) continue;
    if (name === 'x-spam-tests' && headers['received-spf'] !== undefined) continue;
    headers[name] = Value;
  }
  if (headers['received-spf'] === undefined) delete headers['x-spam-tests'];
  return headers;
}
