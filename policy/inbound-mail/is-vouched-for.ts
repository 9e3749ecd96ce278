import { parse } from 'tldts';
import type { InboundEmail } from './inbound-email.ts';

const PASS = /^\s*pass\b/i;
/** Every one counts: a local part may hold a second one. */
const ENVELOPE = /\benvelope-from\s*=\s*"?<?([^\s;>"]*)/gi;
const ADDRESS = /@([^\s@<>"']+)>?\s*$/;
/** SpamAssassin: signed (DKIM) by the domain that stands in From. */
const SIGNED_BY_AUTHOR = /\bDKIM_VALID_AU\b/;

/**
 * Whether a mail server vouches for the address in From: the topmost SPF result is a pass, for a sender of the same
 * organisation (DMARC's relaxed alignment), or the provider found a valid signature of that domain. None, neutral,
 * missing and any fault vouch for nobody (decision 0104).
 */
export function isVouchedFor({ from, headers }: InboundEmail): boolean {
  const own = domainOf(from.email);
  if (own === null) return false;
  return SIGNED_BY_AUTHOR.test(headers['x-spam-tests'] ?? '') || passesFor(own, headers);
}

function passesFor(own: string, headers: InboundEmail['headers']): boolean {
  const result = headers['received-spf'] ?? '';
  if (!PASS.test(result)) return false;
  const envelopes = [...result.matchAll(ENVELOPE)].map(([, address = '']) => address);
  const returnPath = headers['return-path'];
  const checked = returnPath === undefined ? envelopes : [...envelopes, returnPath];
  return checked.length > 0 && checked.every((address) => isSameOrganisation(own, domainOf(address)));
}

function isSameOrganisation(one: string, other: string | null): boolean {
  return other !== null && organisationOf(one) === organisationOf(other);
}

/** The registrable domain by the public suffix list; the domain itself where there is none. */
function organisationOf(domain: string): string {
  return parse(domain, { allowPrivateDomains: true }).domain ?? domain;
}

function domainOf(address: string): string | null {
  return ADDRESS.exec(address.trim())?.[1]?.toLowerCase().replace(/\.$/, '') ?? null;
}
