import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** One event as a subscriber receives it. */
export type Payload = {
  /** The same in every attempt and for every subscriber. */
  eventId: string;
  event: string;
  happenedAt: Date;
  ids: Readonly<Record<string, unknown>>;
};

/** The shared key of one subscriber, in the form that libraries of Standard Webhooks read. */
export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** The body that is signed and sent, byte for byte the same in every attempt. */
export function webhookBody({ event, happenedAt, ids }: Payload): string {
  return JSON.stringify({ type: event, timestamp: happenedAt.toISOString(), data: ids });
}

/** The headers of Standard Webhooks 1.0: event id, time of this attempt, and an HMAC over both and the body. */
export function webhookHeaders(
  eventId: string,
  body: string,
  { secret, at }: { secret: string; at: Date },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${eventId}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': eventId,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
