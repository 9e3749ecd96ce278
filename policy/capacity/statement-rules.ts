import { endOfDay } from '../calendar/carrier-moment.ts';
import { monthAt } from '../reports/whole-months.ts';
import type { CapacityStatus } from './capacity-terms.ts';

/** A statement as somebody makes it; months are YYYY-MM, `validUntil` is a date or a time of RFC 3339. */
export type Stating = {
  status: CapacityStatus;
  nextOpening?: string | null | undefined;
  validUntil?: string | null | undefined;
};

type Around = { validForMs: number; zone: string; now: Date };

/** The last moment at which it stands: a date is the end of that day of the practice's zone, none is now and `validForMs` (S71a). */
export function validUntilOf({ validUntil }: Stating, { validForMs, zone, now }: Around): Date {
  if (!validUntil) return new Date(now.getTime() + validForMs);
  return validUntil.includes('T') ? new Date(validUntil) : endOfDay(validUntil, zone);
}

/** What is wrong with a statement by itself, each with its field (S71a). */
export function statementFaults(stating: Stating, around: Around): { path: string; message: string }[] {
  const { status, nextOpening } = stating;
  const faults: { path: string; message: string }[] = [];
  if (nextOpening && status === 'open')
    faults.push({ path: 'nextOpening', message: 'is for who has no room: leave it out, or say "full"' });
  else if (nextOpening && nextOpening <= monthAt(around.now, around.zone))
    faults.push({ path: 'nextOpening', message: 'must be a month after this one' });
  if (validUntilOf(stating, around) <= around.now)
    faults.push({ path: 'validUntil', message: 'must lie in the future' });
  return faults;
}
