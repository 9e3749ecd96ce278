import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** One event as a receiver gets it. */
export type Parcel = {
  /** The same in every try and for every receiver. */
  eventId: string;
  event: string;
  happenedAt: Date;
  ids: Readonly<Record<string, unknown>>;
};

/** What receiver and sender share, in the form that libraries of Standard Webhooks read. */
export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** The text that is signed and sent, byte for byte the same in every try. */
export function webhookBody({ event, happenedAt, ids }: Parcel): string {
  return JSON.stringify({ type: event, timestamp: happenedAt.toISOString(), data: ids });
}

/** The three headers of Standard Webhooks 1.0: which event, when this try was made, and the signature over both and the body. */
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
