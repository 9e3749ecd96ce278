import { DAY_MS } from '../../policy/calendar/units.ts';
import type { Question } from './report.ts';

/** The last moment that lies at least so many elapsed days back. */
export function daysBack({ tx: { now } }: Question, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}
