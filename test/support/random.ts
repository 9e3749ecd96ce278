export type Random = ReturnType<typeof randomOf>;

/** mulberry32: small, and the same everywhere. */
export function randomOf(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const share = <T extends { share: number }>(list: readonly T[]): T => {
    let left = next();
    const found = list.find((one) => (left -= one.share) < 0) ?? list[0];
    if (!found) throw new Error('There is nothing to choose from.');
    return found;
  };
  return {
    next,
    share,
    chance: (probability: number): boolean => next() < probability,
    /** A whole number from 0 to below `end`. */
    upTo: (end: number): number => Math.floor(next() * end),
    pick: <T>(list: readonly (readonly [T, number])[]): T =>
      share(list.map(([one, of]) => ({ one, share: of }))).one,
  };
}
