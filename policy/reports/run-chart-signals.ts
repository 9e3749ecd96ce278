/** The four rules of §5.7a: a point beyond the limits, a shift, a trend, two of three near a limit. */
export const RUN_CHART_RULES = ['beyond', 'shift', 'trend', 'near'] as const;

/** `month`: the first month of what is signalled, YYYY-MM. */
export type Signal = { rule: (typeof RUN_CHART_RULES)[number]; month: string };

const SHIFT = 6;
const TREND = 5;
/** "Near" is beyond two thirds of the way from the mean to a limit. */
const NEAR = 2 / 3;

type Point = { month: string; n: number };
type Lines = { median: number; mean: number; low: number | null; high: number | null };
type Side = -1 | 0 | 1;

/**
 * What is no chance in the months after the baseline, the earliest first: each run once, however long it goes on. A signal
 * lies wholly in these months.
 */
export function signalsOf(points: readonly Point[], lines: Lines): Signal[] {
  const { low, high, mean } = lines;
  const beyond = points.map(({ n }) => sideOf(n, low, high));
  const near = points.map(({ n }) =>
    sideOf(
      n,
      low === null ? null : mean - NEAR * (mean - low),
      high === null ? null : mean + NEAR * (high - mean),
    ),
  );
  return [
    ...points.filter((_, index) => beyond[index] !== 0).map(({ month }) => signal('beyond', month)),
    ...runs(
      points.filter(({ n }) => n !== lines.median),
      SHIFT,
      (before, { n }) => n > lines.median === before.n > lines.median,
    ).map((month) => signal('shift', month)),
    ...runs(points, TREND, (before, { n }) => n > before.n).map((month) => signal('trend', month)),
    ...runs(points, TREND, (before, { n }) => n < before.n).map((month) => signal('trend', month)),
    ...twoOfThree(near).map((index) => signal('near', points[index]?.month ?? '')),
  ].toSorted((one, other) => (one.month < other.month ? -1 : Number(one.month > other.month)));
}

function signal(rule: Signal['rule'], month: string): Signal {
  return { rule, month };
}

function sideOf(n: number, low: number | null, high: number | null): Side {
  if (high !== null && n > high) return 1;
  return low !== null && n < low ? -1 : 0;
}

/** The first months of all runs of `length` or more points, each of which `goesOn` from the one before. */
function runs(
  points: readonly Point[],
  length: number,
  goesOn: (before: Point, point: Point) => boolean,
): string[] {
  const found: string[] = [];
  let start = 0;
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    if (before === undefined || !goesOn(before, point)) start = index;
    const first = points[start];
    if (index - start + 1 === length && first) found.push(first.month);
  }
  return found;
}

/** Where two of three neighbouring points on one side begin; one that goes on is one. */
function twoOfThree(sides: readonly Side[]): number[] {
  return ([1, -1] as const).flatMap((side) => {
    const at = sides.flatMap((one, index) => (one === side ? [index] : []));
    const follows = (place: number) => (at[place] ?? Infinity) - (at[place - 1] ?? -Infinity) <= 2;
    return at.filter((_, place) => follows(place + 1) && !follows(place));
  });
}
