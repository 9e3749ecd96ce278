const FEWEST = 5;

/** Somebody might be recognised in a count of one to four (§5.7). */
export function isSmall(count: number): boolean {
  return count > 0 && count < FEWEST;
}

/**
 * Counts whose sum may be known: small ones become null, and with them as many of the next larger as it takes, so that
 * what is hidden can be worked out neither from the sum nor from its being so few.
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
