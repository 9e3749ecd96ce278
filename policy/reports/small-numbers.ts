/** Of fewer people no count is shown. */
export const FEWEST = 5;
/** Of fewer no rate, mean or satisfaction is made. */
export const MIN_FOR_RATE = 10;

/** Counts of one to four could identify people (§5.7). */
export function isSmall(count: number): boolean {
  return count > 0 && count < FEWEST;
}

/**
 * Small-number suppression for counts whose sum is published: small ones become null, with as many of the next larger
 * as are needed so that they cannot be derived from the sum.
 */
export function hideSmall(counts: readonly number[]): (number | null)[] {
  const hidden = new Set(counts.flatMap((count, index) => (isSmall(count) ? index : [])));
  const others = counts
    .map((count, index) => ({ count, index }))
    .filter(({ count, index }) => count > 0 && !hidden.has(index))
    .toSorted((one, other) => one.count - other.count);
  for (const { index } of others) {
    const sum = [...hidden].reduce((total, one) => total + (counts[one] ?? 0), 0);
    if (hidden.size === 0 || (hidden.size > 1 && sum >= FEWEST)) break;
    hidden.add(index);
  }
  return counts.map((count, index) => (hidden.has(index) ? null : count));
}
