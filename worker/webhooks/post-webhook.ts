import { askOutside } from '../../activities/outside/ask-outside.ts';
import { type Payload, webhookBody, webhookHeaders } from '../../facts/webhooks/payload.ts';
import { addressKind } from '../../policy/webhooks/allowed-address.ts';
import { mayConnect, type AllowedNetwork } from '../../policy/webhooks/allowed-network.ts';
import { retryAfterMs } from '../../policy/calendar/retry-after.ts';
import type { DeliveryResult } from '../../policy/webhooks/delivery-attempt.ts';

const TIMEOUT_MS = 10_000;

/**
 * Posts one event to one subscriber, once, and settles within `TIMEOUT_MS` whatever the receiver does. Follows no
 * redirect and reads no response body; every address is judged by the connection that uses it.
 */
export async function postWebhook(
  { url, secret }: { url: string; secret: string },
  payload: Payload,
  { allowed, at }: { allowed: AllowedNetwork; at: Date },
): Promise<DeliveryResult> {
  const target = new URL(url);
  const body = webhookBody(payload);
  const answer = await askOutside(target, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Kindword-Webhooks/1',
      ...webhookHeaders(payload.eventId, body, { secret, at }),
    },
    body,
    isAllowed: (address) => mayConnect(addressKind(address), allowed, target.protocol === 'https:'),
    withinMs: TIMEOUT_MS,
    most: 0,
  });
  if ('fault' in answer) return { fault: answer.fault };
  return {
    status: answer.status,
    retryAfterMs: retryAfterMs(answer.headers['retry-after'], new Date()),
  };
}
