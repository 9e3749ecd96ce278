/** Something that the rules do, and how long after the beginning. */
export type Happening<Do extends string = string> = { do: Do; afterMs: number };

/** Monday noon in a winter week; with windows always open nothing depends on it. */
export const PLAYED_FROM = new Date('2026-01-12T12:00:00Z');
/** No promise takes more steps than this. */
export const MOST_STEPS = 60;

export function happened<Do extends string>(act: Do, now: Date): Happening<Do> {
  return { do: act, afterMs: now.getTime() - PLAYED_FROM.getTime() };
}
