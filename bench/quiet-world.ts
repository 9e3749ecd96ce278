import { quietStateOf, type QuietState } from '../policy/reports/silence.ts';
import type { Random } from '../test/support/random.ts';

/*
 * Practices that do not exist. Each has six sources; each sends people by chance (a Poisson process), at a rate of its own
 * that is spread evenly between one in two months and three a month, for three years. The first two are looked back at;
 * in the third, which is watched day by day, one source of each practice stops for good on a day drawn at random.
 */
const SOURCES = 6;
const FEWEST_A_MONTH = 0.5;
const MOST_A_MONTH = 3;
const MONTH = 365 / 12;
const LOOK_BACK = 730;
const WATCHED = 365;
/** A source that stopped is looked for until it is found, or for as long again. */
const LONGEST = 2 * LOOK_BACK;
/** As a practice starts (`policy.quiet`, `relationships.minGap`). */
const SETTINGS = { watch: 0.1, dried: 0.05, minGapDays: 28 };

export type FoundOut = {
  /** A month, on average. */
  rate: number;
  /** Days from when it stopped until it was said; null: living. */
  delay: number | null;
  isFound: boolean;
  /** Of a living source in the watched year, once a gap. */
  watch: number;
  dried: number;
};

/** Days on which a source had been told that the practice is full: it sends nobody then, and is not missed. */
export type Full = { from: number; to: number };

/** One practice, watched day by day; `takesOut`: told-full time is taken out of a gap (§5.4). */
export function watchPractice(random: Random, full: Full | null, takesOut: boolean): FoundOut[] {
  const stops = LOOK_BACK + random.next() * WATCHED;
  return Array.from({ length: SOURCES }, (_, index) => {
    const rate = FEWEST_A_MONTH + random.next() * (MOST_A_MONTH - FEWEST_A_MONTH);
    const until = index === 0 ? stops : LOOK_BACK + WATCHED;
    const at = arrivals(random, rate, until).filter((day) => !full || day < full.from || day >= full.to);
    const days = takesOut && full ? full : { from: 0, to: 0 };
    return index === 0 ? untilFound(at, stops, days, rate) : alarms(at, days, rate);
  });
}

function arrivals(random: Random, rate: number, until: number): number[] {
  const at: number[] = [];
  for (let day = gap(random, rate); day < until; day += gap(random, rate)) at.push(day);
  return at;
}

function gap(random: Random, rate: number): number {
  return (-Math.log(1 - random.next()) * MONTH) / rate;
}

function alarms(at: readonly number[], full: Full, rate: number): FoundOut {
  const told = { watch: new Set<number>(), dried: new Set<number>() };
  for (let day = LOOK_BACK; day < LOOK_BACK + WATCHED; day++) {
    const { state, gapNumber } = stateOn(at, day, full);
    if (state === 'watch' || state === 'dried') told.watch.add(gapNumber);
    if (state === 'dried') told.dried.add(gapNumber);
  }
  return { rate, delay: null, isFound: true, watch: told.watch.size, dried: told.dried.size };
}

function untilFound(at: readonly number[], stops: number, full: Full, rate: number): FoundOut {
  for (let day = Math.ceil(stops); day < stops + LONGEST; day++) {
    const { state } = stateOn(at, day, full);
    if (state === 'dried') return { rate, delay: day - stops, isFound: true, watch: 0, dried: 0 };
  }
  return { rate, delay: null, isFound: false, watch: 0, dried: 0 };
}

function stateOn(
  at: readonly number[],
  day: number,
  full: Full,
): { state: QuietState | null; gapNumber: number } {
  const end = at.findLastIndex((one) => one <= day) + 1;
  const start = at.findIndex((one) => one > day - LOOK_BACK);
  if (end === 0 || start < 0 || start >= end) return { state: null, gapNumber: end };
  const [first = 0, last = 0] = [at[start], at[end - 1]];
  const told = Math.max(0, Math.min(day, full.to) - Math.max(last, full.from));
  const silence = { intervals: end - start - 1, spanDays: last - first, gapDays: day - last - told };
  return { state: quietStateOf(silence, SETTINGS), gapNumber: end };
}
