import type { ReviewKind } from './review-terms.ts';

const MONTHS: Readonly<Record<ReviewKind, number>> = { monthly: 1, quarterly: 3 };
const PATTERNS: Readonly<Record<ReviewKind, RegExp>> = {
  monthly: /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/,
  quarterly: /^(19|20|21)\d\d-Q[1-4]$/,
};

/** Whether this names a period of such a review: `2026-11`, or `2026-Q4`. */
export function isPeriod(kind: ReviewKind, text: string): boolean {
  return PATTERNS[kind].test(text);
}

/** The period that this day lies in. */
export function periodWith(kind: ReviewKind, day: Temporal.PlainDate): string {
  const year = String(day.year).padStart(4, '0');
  return kind === 'monthly'
    ? `${year}-${String(day.month).padStart(2, '0')}`
    : `${year}-Q${Math.ceil(day.month / 3)}`;
}

/** Its first day. */
export function firstDay(kind: ReviewKind, period: string): Temporal.PlainDate {
  const [year = '', part = ''] = period.split('-');
  const month = kind === 'monthly' ? Number(part) : (Number(part.slice(1)) - 1) * 3 + 1;
  return new Temporal.PlainDate(Number(year), month, 1);
}

/** The first day that is no longer in it. */
export function dayAfter(kind: ReviewKind, period: string): Temporal.PlainDate {
  return firstDay(kind, period).add({ months: MONTHS[kind] });
}

export function nextPeriod(kind: ReviewKind, period: string): string {
  return periodWith(kind, dayAfter(kind, period));
}

/** The one that comes before it. */
export function periodBefore(kind: ReviewKind, period: string): string {
  return periodWith(kind, firstDay(kind, period).subtract({ days: 1 }));
}

/** From its first instant in the practice's zone to the first that is no longer in it. */
export function periodBounds(kind: ReviewKind, period: string, zone: string): { from: Date; to: Date } {
  return { from: startOf(firstDay(kind, period), zone), to: startOf(dayAfter(kind, period), zone) };
}

/** "October 2026", "the last quarter of 2026". */
export function periodInWords(kind: ReviewKind, period: string): string {
  const first = firstDay(kind, period);
  if (kind === 'monthly') return first.toLocaleString('en-GB', { month: 'long', year: 'numeric' });
  return `the ${QUARTERS[Math.floor(first.month / 3)] ?? ''} quarter of ${first.year}`;
}

const QUARTERS = ['first', 'second', 'third', 'last'];

function startOf(day: Temporal.PlainDate, zone: string): Date {
  return new Date(day.toZonedDateTime(zone).epochMilliseconds);
}
