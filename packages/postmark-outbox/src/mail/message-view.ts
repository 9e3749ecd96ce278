import { easternStamp } from '../eastern-time.ts';
import type { MailEvent } from '../store/events.ts';
import type { StoredMail } from '../store/mails.ts';
import { recipientsOf } from './mail.ts';

/** A mail as the list of sent messages shows it. */
export function messageSummary({ id, mail, status, receivedAt }: StoredMail) {
  return {
    Tag: mail.Tag ?? '',
    MessageID: id,
    MessageStream: mail.MessageStream,
    To: mail.To,
    Cc: mail.Cc,
    Bcc: mail.Bcc,
    Recipients: recipientsOf(mail),
    ReceivedAt: easternStamp(receivedAt),
    From: mail.From,
    Subject: mail.Subject,
    Attachments: mail.Attachments,
    Status: status,
    TrackOpens: mail.TrackOpens,
    TrackLinks: mail.TrackLinks,
    Metadata: mail.Metadata,
    Sandboxed: false,
  };
}

/** A mail with its bodies and events; `Headers`, `ReplyTo` and `MessageIDHeader` are the outbox's own addition. */
export function messageDetails(stored: StoredMail, events: readonly MailEvent[]) {
  const { mail } = stored;
  return {
    ...messageSummary(stored),
    TextBody: mail.TextBody ?? '',
    HtmlBody: mail.HtmlBody ?? '',
    Body: rawMail(stored),
    MessageEvents: events.map(({ recipient, type, at, details }) => ({
      Recipient: recipient,
      Type: type,
      ReceivedAt: easternStamp(at),
      Details: details,
    })),
    Headers: mail.Headers,
    ReplyTo: mail.ReplyTo,
    MessageIDHeader: stored.messageId,
  };
}

/** A mail as it would have gone over the wire, readable by any mail program. */
export function rawMail(stored: StoredMail): string {
  const { mail } = stored;
  const boundary = `=_${stored.id}`;
  const parts = [
    mail.TextBody === null ? [] : bodyPart('text/plain', mail.TextBody),
    mail.HtmlBody === null ? [] : bodyPart('text/html', mail.HtmlBody),
  ].filter((part) => part.length > 0);
  return [
    ...rawHeaders(stored).map(([name, value]) => `${name}: ${oneLine(value)}`),
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    ...parts.flatMap((part) => [`--${boundary}`, ...part]),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

/** The header lines a recipient would see, in order. */
export function rawHeaders({ id, mail, messageId, receivedAt }: StoredMail): [string, string][] {
  const own = new Set(['message-id', 'x-pm-keepid']);
  return [
    ['From', mail.From],
    ['To', mail.ToText],
    ...(mail.Cc.length > 0
      ? [['Cc', mail.Cc.map(({ Email }) => Email).join(', ')] satisfies [string, string]]
      : []),
    ...(mail.ReplyTo === null ? [] : [['Reply-To', mail.ReplyTo] satisfies [string, string]]),
    ['Subject', mail.Subject],
    ['Date', new Date(receivedAt).toUTCString().replace('GMT', '+0000')],
    ['Message-ID', messageId],
    ['X-PM-Message-Id', id],
    ...mail.Headers.filter(({ Name }) => !own.has(Name.toLowerCase())).map(
      ({ Name, Value }): [string, string] => [Name, Value],
    ),
  ];
}

function bodyPart(type: string, body: string): string[] {
  return [`Content-Type: ${type}; charset=UTF-8`, 'Content-Transfer-Encoding: 8bit', '', body];
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}
