/** With fewer intervals between arrivals nobody can say what is long for a source. */
const FEWEST_INTERVALS = 3;
/** Whoever has fewer is dormant after so many days. */
const DORMANT_DAYS = 180;

/** What is said of a source that has not been heard of for long; anything else is as usual. */
export const QUIET_STATES = ['watch', 'dried', 'dormant'] as const;
export type QuietState = (typeof QUIET_STATES)[number];

/**
 * One source's arrivals of the last 730 days. Days are elapsed time and may be fractions: `spanDays` from the first to the
 * last arrival, `gapDays` since the last without those on which the source had been told that we are full.
 */
export type Silence = { intervals: number; spanDays: number; gapDays: number };

/**
 * How probable a gap this long is if nothing changed (P0 of §5.4): (T / (T + g))^k. Null below three intervals, or where
 * everything came at once.
 */
export function chanceOfSilence({ intervals, spanDays, gapDays }: Silence): number | null {
  if (intervals < FEWEST_INTERVALS || spanDays <= 0) return null;
  return (spanDays / (spanDays + Math.max(0, gapDays))) ** intervals;
}

/** The first whole day of a gap that is less probable than `threshold` (0 to 1, not 0); null as `chanceOfSilence`. */
export function firstDayBelow(silence: Omit<Silence, 'gapDays'>, threshold: number): number | null {
  const { intervals, spanDays } = silence;
  if (chanceOfSilence({ intervals, spanDays, gapDays: 0 }) === null) return null;
  const chanceOn = (gapDays: number) => (spanDays / (spanDays + gapDays)) ** intervals;
  let day = Math.max(0, Math.floor(spanDays * (threshold ** (-1 / intervals) - 1)) - 1);
  while (chanceOn(day) >= threshold) day++;
  return day;
}

/**
 * Whether a source has gone quiet (§5.4): by its own rhythm, and with fewer than three intervals after 180 days. Null: as
 * usual, nothing to say before `minGapDays`, or everything came at once. `watch`, `dried`: `policy.quiet`.
 */
export function quietStateOf(
  silence: Silence,
  { watch, dried, minGapDays }: { watch: number; dried: number; minGapDays: number },
): QuietState | null {
  if (silence.gapDays < minGapDays) return null;
  if (silence.intervals < FEWEST_INTERVALS) return silence.gapDays >= DORMANT_DAYS ? 'dormant' : null;
  const chance = chanceOfSilence(silence);
  if (chance === null) return null;
  if (chance < dried) return 'dried';
  return chance < watch ? 'watch' : null;
}
