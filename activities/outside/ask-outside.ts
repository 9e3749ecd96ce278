import { lookup, type LookupAddress } from 'node:dns';
import { request as requestPlain, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as requestEncrypted } from 'node:https';
import type { LookupFunction } from 'node:net';
import { hostOf, isAddress } from '../../policy/webhooks/allowed-address.ts';
import type { DeliveryFault } from '../../policy/webhooks/delivery-attempt.ts';

type Fault = Exclude<DeliveryFault, 'switched_off'>;

/** `isAllowed` judges an IP address; null: the address is the operator's own, and none is refused. */
type Asking = {
  method: 'GET' | 'POST';
  headers?: OutgoingHttpHeaders;
  body?: string;
  isAllowed: ((address: string) => boolean) | null;
  withinMs: number;
  /** How much of the body is read, in bytes; 0: nothing, and the answer is there with its headers. */
  most: number;
};

/** `isOurs`: it is our own network or resolver that does not work, whatever the other side does. */
type NoAnswer = { fault: Fault; isOurs: boolean };
export type OutsideAnswer = { status: number; headers: IncomingMessage['headers']; body: string } | NoAnswer;

/** A name resolved to an address of a network that is not allowed. */
class AddressNotAllowed extends Error {
  readonly code = 'ADDRESS_NOT_ALLOWED';
}

const FAULTS: Readonly<Record<string, Fault>> = {
  ETIMEDOUT: 'timeout',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  ENOTFOUND: 'no_such_host',
  EAI_AGAIN: 'no_such_host',
  ADDRESS_NOT_ALLOWED: 'address_not_allowed',
};
const OUR_NETWORK = new Set(['EAI_AGAIN', 'ENETUNREACH', 'ENETDOWN']);
const ABOUT_CERTIFICATES = /^(CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/;

/**
 * Asks a server once, and settles within `withinMs` whatever it does (decision 0075). Follows no redirect; every address
 * is judged in the lookup of the very connection that uses it, so that a name cannot be rebound between check and use.
 */
export async function askOutside(target: URL, asking: Asking): Promise<OutsideAnswer> {
  const { method, headers = {}, body, isAllowed, withinMs, most } = asking;
  const host = hostOf(target);
  if (isAllowed && isAddress(host) && !isAllowed(host))
    return { fault: 'address_not_allowed', isOurs: false };
  const request = (target.protocol === 'https:' ? requestEncrypted : requestPlain)(target, {
    method,
    agent: false,
    ...(isAllowed ? { lookup: lookupAllowed(isAllowed) } : {}),
    headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
  });
  const { promise, resolve } = Promise.withResolvers<OutsideAnswer>();
  const gone = (fault: Fault) => resolve({ fault, isOurs: false });
  const answered = (response: IncomingMessage) => readUpTo(most, response, resolve, gone);
  const deadline = setTimeout(() => gone('timeout'), withinMs);
  request.once('response', answered);
  // Without a listener Node destroys the socket of a 101 and says nothing more.
  request.once('upgrade', (response) => resolve(answerOf(response, '')));
  request.on('error', (error) => resolve(noAnswer(error)));
  request.once('close', () => gone('closed'));
  request.end(body);
  const result = await promise;
  clearTimeout(deadline);
  request.destroy();
  return result;
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

function readUpTo(
  most: number,
  response: IncomingMessage,
  resolve: (answer: OutsideAnswer) => void,
  gone: (fault: Fault) => void,
): void {
  if (most === 0) return resolve(answerOf(response, ''));
  const chunks: Buffer[] = [];
  let size = 0;
  const whole = () => resolve(answerOf(response, Buffer.concat(chunks).toString('utf8')));
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= most) whole();
  });
  response.once('end', whole);
  response.once('error', () => gone('closed'));
  response.once('aborted', () => gone('closed'));
}

function answerOf({ statusCode, headers }: IncomingMessage, body: string) {
  return { status: statusCode ?? 0, headers, body };
}

function noAnswer(error: Error): NoAnswer {
  const code = 'code' in error ? String(error.code) : '';
  const fault = FAULTS[code] ?? (ABOUT_CERTIFICATES.test(code) ? 'certificate' : 'no_answer');
  return { fault, isOurs: OUR_NETWORK.has(code) };
}
