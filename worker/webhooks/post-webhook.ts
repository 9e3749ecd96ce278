import { lookup, type LookupAddress } from 'node:dns';
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestEncrypted } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { mayWriteTo, type Reach } from '../../policy/webhooks/allowed-network.ts';
import type { Heard, TryFault } from '../../policy/webhooks/delivery-attempt.ts';
import { type Parcel, webhookBody, webhookHeaders } from '../../facts/webhooks/payload.ts';
import { placeOf } from '../../facts/webhooks/allowed-address.ts';

const PATIENCE_MS = 10_000;

/** The address that a name stands for is not one to be written to. */
class NotAllowed extends Error {
  readonly code = 'ADDRESS_NOT_ALLOWED';
}

const FAULTS: Readonly<Record<string, TryFault>> = {
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
 * Sends one event to one receiver, once, and says what was heard: the status, and nothing of the answer's words. No
 * redirect is followed, and every address is looked at in the moment in which it is used.
 */
export async function postWebhook(
  { url, secret }: { url: string; secret: string },
  parcel: Parcel,
  { reach, at }: { reach: Reach; at: Date },
): Promise<Heard> {
  const target = new URL(url);
  const encrypted = target.protocol === 'https:';
  const mayUse = (address: string): boolean => mayWriteTo(placeOf(address), reach, encrypted);
  const literal = target.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !mayUse(literal)) return { fault: 'address_not_allowed' };
  const body = webhookBody(parcel);
  const options = {
    method: 'POST',
    agent: false,
    signal: AbortSignal.timeout(PATIENCE_MS),
    lookup: onlyAllowed(mayUse),
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Kindword-Webhooks/1',
      ...webhookHeaders(parcel.eventId, body, { secret, at }),
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

/** A name whose addresses are not all allowed is not written to: it may be made to mean another one the next time. */
function onlyAllowed(mayUse: (address: string) => boolean): LookupFunction {
  return (hostname, options, answer) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return answer(error ?? new Error('no address'), []);
      if (!addresses.every(({ address }) => mayUse(address))) return answer(new NotAllowed(), []);
      return options.all ? answer(null, addresses) : answerOne(answer, first);
    });
  };
}

function answerOne(answer: Parameters<LookupFunction>[2], { address, family }: LookupAddress): void {
  answer(null, address, family);
}

function faultOf(error: Error): TryFault {
  const code = 'code' in error ? String(error.code) : '';
  if (error.name === 'TimeoutError') return 'timeout';
  return FAULTS[code] ?? (ABOUT_CERTIFICATES.test(code) ? 'certificate' : 'no_answer');
}

/** Seconds; where a date is written instead, the usual wait does. */
function retryAfterOf({ headers }: IncomingMessage): number | null {
  const text = headers['retry-after'] ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : null;
}
