import { timingSafeEqual } from 'node:crypto';
import { keyring } from '../../entities/crypto/keyring.ts';
import { MINUTE_MS } from '../../policy/calendar/units.ts';

/** The header by which our pages know a visit of the check, as it is spelt in a request that came. */
export const OWN_VISIT = 'x-kindword-check';
/** Two machines may differ a little in the time. */
const GOOD_FOR_MS = 2 * MINUTE_MS;

/**
 * Says that a request is one of the checks, which all come from one address and are not counted against its limit. It
 * opens nothing, and does not make a form a test: that is the mark's part.
 */
export function ownVisit(now: Date): string {
  const time = now.getTime().toString(36);
  return `${time}.${signature(time)}`;
}

export function isOwnVisit(given: string | undefined, now: Date): boolean {
  const [time = '', signed = ''] = (given ?? '').split('.');
  const expected = Buffer.from(signature(time));
  const actual = Buffer.from(signed);
  const isOurs = actual.length === expected.length && timingSafeEqual(actual, expected);
  return isOurs && Math.abs(now.getTime() - Number.parseInt(time, 36)) < GOOD_FOR_MS;
}

function signature(time: string): string {
  return keyring().lookUpHash(time, 'own-visit');
}
