import { wilson } from '../reports/wilson.ts';

/** Below this a figure of the team is said as "some" (§5.7): nobody can tell four from none. */
const SAID_FROM = 5;
/** A mail is no anthology, and its words have a limit (email/liquid.ts). */
const LONGEST_KIND_WORDS = 6_000;

/** How many people found the practice by a recommendation, as a practitioner is told: "12", or "some". */
export function saidOfTeam(people: number): string {
  return people < SAID_FROM ? 'some' : String(people);
}

/**
 * What people said, each in quotation marks and on lines of its own, in an order that says nothing of whom; undefined where
 * nobody said anything. What would make the mail too long is left out whole.
 */
export function saidKindly(sentences: readonly string[]): string | undefined {
  const quoted = sentences
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .toSorted((one, other) => one.localeCompare(other))
    .map((sentence) => `“${sentence}”`);
  let said = '';
  for (const sentence of quoted) {
    const longer = said === '' ? sentence : `${said}\n\n${sentence}`;
    if (longer.length <= LONGEST_KIND_WORDS) said = longer;
  }
  return said || undefined;
}

/** A rate is said of so many and more (§5.7). */
const RATED_FROM = 10;

/**
 * What share of the clients whom a practitioner saw in a quarter recommended the practice in it, in words, as the range of
 * Wilson's interval and never as a mark. Undefined where the rules of small numbers do not show it (S60): of fewer than ten,
 * or where those who did, or those who did not, are one to four. Of nobody who did nothing is said either.
 */
export function saidOfOwnRate({ k, n }: { k: number; n: number }): string | undefined {
  const rest = n - k;
  if (n < RATED_FROM || k < SAID_FROM || (rest > 0 && rest < SAID_FROM)) return undefined;
  const { low, high } = wilson(k, n);
  const [least, most] = [low, high].map((share) => Math.round(share * 100));
  return `Of the people you saw in that quarter, between ${least} and ${most} in a hundred recommended us.`;
}
