/** Below so many clients of named sources nothing is made of the shares (§5.3). */
const FEWEST_CLIENTS = 10;
/** Fixed, while the shares of the largest source are settings. */
const HHI_TO_WATCH = 0.25;
const FEWEST_EFFECTIVE = 2;

export const CONCENTRATION_STATES = ['too_early', 'calm', 'watch', 'alert'] as const;
export type ConcentrationState = (typeof CONCENTRATION_STATES)[number];

/** `hhi`: 0 to 1, how unequal the shares are; `effective`: so many equal sources would be as unequal. Null of nobody. */
export type Spread = { hhi: number | null; effective: number | null };

/**
 * `largest`: the first place of the largest count. `corrected`: the index without what a small number adds to it; null
 * below two clients. `buffer`: the share that is left when the largest stops, and how many of the largest may stop until
 * less than half is left.
 */
export type Concentration = Spread & {
  clients: number;
  corrected: number | null;
  largest: { index: number; share: number } | null;
  buffer: { share: number; mayStop: number } | null;
  state: ConcentrationState;
  words: string;
};

/** The Herfindahl–Hirschman index of counts: the sum of the squared shares. */
export function spreadOf(counts: readonly number[]): Spread {
  const all = sum(counts);
  const squares = sum(counts.map((count) => count ** 2));
  return all === 0
    ? { hhi: null, effective: null }
    : { hhi: squares / all ** 2, effective: all ** 2 / squares };
}

/** How much hangs on few sources (§5.3), from the new clients of each named source; `watch`, `alert`: `policy.concentration`. */
export function concentrationOf(
  counts: readonly number[],
  { watch, alert }: { watch: number; alert: number },
): Concentration {
  const clients = sum(counts);
  const { hhi, effective } = spreadOf(counts);
  if (hhi === null || effective === null) {
    const none = { clients, hhi, effective, corrected: null, largest: null, buffer: null };
    return { ...none, state: 'too_early', words: tooEarly(clients) };
  }
  const most = Math.max(...counts);
  const share = most / clients;
  const isEarly = clients < FEWEST_CLIENTS;
  const state = (): ConcentrationState => {
    if (isEarly) return 'too_early';
    if (share >= alert || effective < FEWEST_EFFECTIVE) return 'alert';
    return share >= watch || hhi >= HHI_TO_WATCH ? 'watch' : 'calm';
  };
  return {
    clients,
    hhi,
    effective,
    corrected: clients < 2 ? null : (clients * hhi - 1) / (clients - 1),
    largest: { index: counts.indexOf(most), share },
    buffer: { share: (clients - most) / clients, mayStop: mayStop(counts, clients) },
    state: state(),
    words: isEarly ? tooEarly(clients) : `as if ${effective.toFixed(1)} equal sources`,
  };
}

function mayStop(counts: readonly number[], clients: number): number {
  let left = clients;
  let stopped = 0;
  for (const count of counts.toSorted((one, other) => other - one)) {
    if (2 * left < clients) break;
    left -= count;
    stopped++;
  }
  return stopped;
}

function tooEarly(clients: number): string {
  return `too early to tell: ${clients} of ${FEWEST_CLIENTS} clients`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
