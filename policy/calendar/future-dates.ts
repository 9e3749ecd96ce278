import { MINUTE_MS } from './units.ts';
/** Two computers' clocks may differ by this much before a time counts as in the future. */
export const CLOCKS_DIFFER_MS = 5 * MINUTE_MS;

/** The statuses that a future session can have. */
export const FUTURE_STATUSES: ReadonlySet<string> = new Set(['booked', 'cancelled', 'late_cancel']);
