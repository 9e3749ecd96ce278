import { utcStamp } from '../eastern-time.ts';
import { SERVER_ID } from '../mail/streams.ts';
import type { Bounce } from '../store/bounces.ts';
import type { StoredMail } from '../store/mails.ts';
import type { Suppression } from '../store/suppressions.ts';
import { BOUNCE_TYPES } from './bounce-types.ts';

/** What Postmark posts when the receiving server took a mail. */
export function deliveryPayload(
  { id, mail }: StoredMail,
  { recipient, at }: { recipient: string; at: number },
) {
  return {
    RecordType: 'Delivery',
    MessageStream: mail.MessageStream,
    ServerID: SERVER_ID,
    MessageID: id,
    Recipient: recipient,
    ...tagOf(mail.Tag),
    DeliveredAt: utcStamp(at),
    Details: 'smtp;250 2.0.0 OK (outbox)',
    Metadata: mail.Metadata,
  };
}

/** What Postmark posts when a mail bounced, or was reported as spam. */
export function bouncePayload({ mail }: StoredMail, bounce: Bounce) {
  return { ...bounceRecord(bounce), Metadata: mail.Metadata };
}

/** A bounce as the bounce API and the webhook both show it. */
export function bounceRecord(bounce: Bounce) {
  const { code, name, description, canActivate } = BOUNCE_TYPES[bounce.type];
  return {
    RecordType: bounce.type === 'SpamComplaint' ? 'SpamComplaint' : 'Bounce',
    ID: bounce.id,
    Type: bounce.type,
    TypeCode: code,
    Name: name,
    ...tagOf(bounce.tag),
    MessageID: bounce.mailId,
    ServerID: SERVER_ID,
    MessageStream: bounce.stream,
    Description: description,
    Details: bounce.details,
    Email: bounce.email,
    From: bounce.fromEmail,
    BouncedAt: utcStamp(bounce.at),
    DumpAvailable: true,
    Inactive: bounce.isInactive,
    CanActivate: canActivate,
    Subject: bounce.subject,
  };
}

/** What Postmark posts when an address starts to be suppressed; no mail is named when the API did it. */
export function suppressedPayload(
  stored: StoredMail | null,
  { stream, email, reason, origin, createdAt }: Suppression,
) {
  return {
    RecordType: 'SubscriptionChange',
    MessageID: stored?.id ?? null,
    ServerID: SERVER_ID,
    MessageStream: stream,
    ChangedAt: utcStamp(createdAt),
    Recipient: email,
    Origin: origin,
    SuppressSending: true,
    SuppressionReason: reason,
    Tag: stored?.mail.Tag ?? null,
    Metadata: stored?.mail.Metadata ?? {},
  };
}

/** What Postmark posts when an address is reactivated. */
export function reactivatedPayload({ stream, email, at }: { stream: string; email: string; at: number }) {
  return {
    RecordType: 'SubscriptionChange',
    MessageID: null,
    ServerID: SERVER_ID,
    MessageStream: stream,
    ChangedAt: utcStamp(at),
    Recipient: email,
    Origin: 'Customer',
    SuppressSending: false,
    SuppressionReason: null,
    Tag: null,
    Metadata: {},
  };
}

function tagOf(tag: string | null) {
  return tag === null ? {} : { Tag: tag };
}
