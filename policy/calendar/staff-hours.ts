import type { SendWindow } from './send-window.ts';

/** Staff are written to between 07:00 and 21:00, unless a deadline is nearer (§5a.11). */
export const STAFF_HOURS = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  from: '07:00',
  to: '21:00',
} as const satisfies SendWindow;
