import { DAY_MS } from '../calendar/units.ts';
/** The law's clocks (§3.1, §3.8): how long each kind may take, and when its owner is warned. */
const CLOCKS = {
  complaint: { limitMs: 30 * DAY_MS, warnAfterMs: 21 * DAY_MS },
  incident: { limitMs: 3 * DAY_MS, warnAfterMs: 2 * DAY_MS },
} as const;
export type CaseKind = keyof typeof CLOCKS;

/** A complaint about data is answered within 30 days of its receipt, an incident judged within 72 hours of our knowing. */
export function caseDueAt(kind: CaseKind, startedAt: Date): Date {
  return new Date(startedAt.getTime() + CLOCKS[kind].limitMs);
}

/** Day 21 of a complaint; 24 hours before the end of an incident's time. */
export function caseWarnAt(kind: CaseKind, startedAt: Date): Date {
  return new Date(startedAt.getTime() + CLOCKS[kind].warnAfterMs);
}
