import { lookup, type LookupAddress } from 'node:dns';
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestEncrypted } from 'node:https';
import type { LookupFunction } from 'node:net';
import { type Payload, webhookBody, webhookHeaders } from '../../facts/webhooks/payload.ts';
import { addressKind, hostOf, isAddress } from '../../policy/webhooks/allowed-address.ts';
import { mayConnect, type AllowedNetwork } from '../../policy/webhooks/allowed-network.ts';
import type { DeliveryFault, DeliveryResult } from '../../policy/webhooks/delivery-attempt.ts';

const TIMEOUT_MS = 10_000;

/** A name resolved to an address of a network that is not allowed. */
class AddressNotAllowed extends Error {
  readonly code = 'ADDRESS_NOT_ALLOWED';
}

const FAULTS: Readonly<Record<string, DeliveryFault>> = {
  ABORT_ERR: 'timeout',
  ETIMEDOUT: 'timeout',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  ENOTFOUND: 'no_such_host',
  EAI_AGAIN: 'no_such_host',
  ADDRESS_NOT_ALLOWED: 'address_not_allowed',
};
const ABOUT_CERTIFICATES = /^(CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/;

/**
 * Posts one event to one subscriber, once. Follows no redirect and reads no response body; every address is judged in the
 * lookup of the very connection that uses it, so that a name cannot be rebound between check and use.
 */
export async function postWebhook(
  { url, secret }: { url: string; secret: string },
  payload: Payload,
  { allowed, at }: { allowed: AllowedNetwork; at: Date },
): Promise<DeliveryResult> {
  const target = new URL(url);
  const encrypted = target.protocol === 'https:';
  const isAllowed = (address: string): boolean => mayConnect(addressKind(address), allowed, encrypted);
  const host = hostOf(target);
  if (isAddress(host) && !isAllowed(host)) return { fault: 'address_not_allowed' };
  const body = webhookBody(payload);
  const options = {
    method: 'POST',
    agent: false,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    lookup: lookupAllowed(isAllowed),
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Kindword-Webhooks/1',
      ...webhookHeaders(payload.eventId, body, { secret, at }),
    },
  };
  return new Promise((resolve) => {
    const request = (encrypted ? requestEncrypted : requestPlain)(target, options);
    request.once('response', (response) => {
      resolve({ status: response.statusCode ?? 0, retryAfterMs: retryAfterOf(response) });
      request.destroy();
    });
    request.on('error', (error) => resolve({ fault: faultOf(error) }));
    request.end(body);
  });
}

/** Refuses a name unless all its addresses are allowed. */
function lookupAllowed(isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, answer) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return answer(error ?? new Error('no address'), []);
      if (!addresses.every(({ address }) => isAllowed(address))) return answer(new AddressNotAllowed(), []);
      return options.all ? answer(null, addresses) : answerOne(answer, first);
    });
  };
}

function answerOne(answer: Parameters<LookupFunction>[2], { address, family }: LookupAddress): void {
  answer(null, address, family);
}

function faultOf(error: Error): DeliveryFault {
  const code = 'code' in error ? String(error.code) : '';
  if (error.name === 'TimeoutError') return 'timeout';
  return FAULTS[code] ?? (ABOUT_CERTIFICATES.test(code) ? 'certificate' : 'no_answer');
}

/** Only the form in seconds; for a date the usual backoff applies. */
function retryAfterOf({ headers }: IncomingMessage): number | null {
  const text = headers['retry-after'] ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : null;
}
