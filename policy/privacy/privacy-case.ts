import { DAY_MS } from '../calendar/units.ts';
export const PRIVACY_CASES = ['complaint', 'incident'] as const;
export type CaseKind = (typeof PRIVACY_CASES)[number];

/** The law's clocks (§3.1, §3.8): how long each kind may take, and when its owner is warned. */
const CLOCKS: Readonly<Record<CaseKind, { limitMs: number; warnAfterMs: number }>> = {
  complaint: { limitMs: 30 * DAY_MS, warnAfterMs: 21 * DAY_MS },
  incident: { limitMs: 3 * DAY_MS, warnAfterMs: 2 * DAY_MS },
};

/** A complaint is due 30 days after its receipt, an incident 72 hours after awareness. */
export function caseDueAt(kind: CaseKind, startedAt: Date): Date {
  return new Date(startedAt.getTime() + CLOCKS[kind].limitMs);
}

/** Day 21 of a complaint; 24 hours before the end of an incident's time. */
export function caseWarnAt(kind: CaseKind, startedAt: Date): Date {
  return new Date(startedAt.getTime() + CLOCKS[kind].warnAfterMs);
}
