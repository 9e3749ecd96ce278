import { poissonLimits } from './poisson-limits.ts';

/** With fewer clients nothing is made of how many they brought (§5.5). */
const FEWEST_CLIENTS = 20;
export const BASES = [30, 50, 100] as const;

/** New clients that one client brings, with its 80 % interval; null: too few clients to tell. */
export type Multiplier = { value: number; low: number; high: number };

/**
 * k of §5.5: `children`, who came through these `clients` within a year, for each of them. Interval: Garwood's exact Poisson
 * limits of the children, divided by the clients, who are no estimate.
 */
export function multiplierOf(children: number, clients: number): Multiplier | null {
  if (clients < FEWEST_CLIENTS) return null;
  const { low, high } = poissonLimits(children);
  return { value: children / clients, low: low / clients, high: high / clients };
}

/** Clients that so many clients would bring within the next twelve months, if each brings as many as before (S55). */
export function projected(base: number, k: Multiplier | null) {
  return {
    base,
    newClients: k && base * k.value,
    low: k && base * k.low,
    high: k && base * k.high,
  };
}

/** The distribution with who made no referral, the fewest first (S54); `brought` lists the others among these `clients`. */
export function distributionOf(
  brought: readonly { referrals: number; clients: number }[],
  clients: number,
): { referrals: number; clients: number }[] {
  const others = brought.reduce((sum, one) => sum + one.clients, 0);
  return [{ referrals: 0, clients: clients - others }, ...brought]
    .filter((one) => one.clients > 0)
    .toSorted((one, other) => one.referrals - other.referrals);
}
