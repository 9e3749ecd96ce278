import type { ContactFault } from '../../policy/contact-path/contact-faults.ts';
import { addressKind } from '../../policy/webhooks/allowed-address.ts';
import { mayConnect, type AllowedNetwork } from '../../policy/webhooks/allowed-network.ts';
import { askOutside } from '../outside/ask-outside.ts';

/** For all of them with their redirects together, well within the time of an activity. */
const WITHIN_MS = 12_000;
const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Nothing is there any more. A site that refuses a program (401, 403, 429) is there all the same. */
const NOTHING_THERE = new Set([404, 410]);
const BROKEN_FROM = 500;

/** `unknown`: our own network does not work. */
export type WebsiteFound = 'answers' | 'unknown' | ContactFault;

/**
 * Whether a page of the practice's own answers. It is reached as webhooks are: every address, of every redirect too, is
 * judged by the connection that uses it, so that nobody looks into the network around us by it.
 */
export async function tryWebsite(
  url: string,
  allowed: AllowedNetwork,
  withinMs = WITHIN_MS,
): Promise<WebsiteFound> {
  const endsAt = performance.now() + withinMs;
  // What is only looked at may be read on the way: a website without TLS is no secret.
  const isAllowed = (address: string) => mayConnect(addressKind(address), allowed, true);
  let target = new URL(url);
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const leftMs = endsAt - performance.now();
    if (leftMs <= 0) return 'timeout';
    const answer = await askOutside(target, {
      method: 'GET',
      headers: { 'user-agent': 'Mozilla/5.0 (compatible; Kindword-Check/1)', accept: 'text/html,*/*' },
      isAllowed,
      withinMs: leftMs,
      most: 0,
    });
    if ('fault' in answer) return answer.isOurs ? 'unknown' : answer.fault;
    const { location } = answer.headers;
    if (!REDIRECTS.has(answer.status) || location === undefined)
      return NOTHING_THERE.has(answer.status) || answer.status >= BROKEN_FROM ? 'wrong_status' : 'answers';
    const next = URL.parse(location, target);
    if (!next || !/^https?:$/.test(next.protocol)) return 'wrong_status';
    target = next;
  }
  return 'wrong_status';
}
