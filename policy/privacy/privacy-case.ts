import { DAY_MS } from '../calendar/units.ts';

export const PRIVACY_CASES = ['complaint', 'incident', 'access'] as const;
export type CaseKind = (typeof PRIVACY_CASES)[number];

/** The law's clocks (§3.1, §3.8): how long each kind may take, and when its owner is warned. */
const CLOCKS: Readonly<Record<CaseKind, { limit: Temporal.DurationLike; warnAfterMs: number }>> = {
  complaint: { limit: { days: 30 }, warnAfterMs: 21 * DAY_MS },
  incident: { limit: { hours: 72 }, warnAfterMs: 2 * DAY_MS },
  access: { limit: { months: 1 }, warnAfterMs: 21 * DAY_MS },
};

/** A complaint is due 30 days after its receipt, an incident 72 hours after awareness, a request for data in a month. */
export function caseDueAt(kind: CaseKind, startedAt: Date): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(startedAt.getTime()).toZonedDateTimeISO('UTC');
  return new Date(start.add(CLOCKS[kind].limit).epochMilliseconds);
}

/** Day 21 of a complaint or a request for data; 24 hours before the end of an incident's time. */
export function caseWarnAt(kind: CaseKind, startedAt: Date): Date {
  return new Date(startedAt.getTime() + CLOCKS[kind].warnAfterMs);
}
