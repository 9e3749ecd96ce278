import { z } from 'zod';
import { DAY_MS } from './units.ts';

const LONGEST_MS = 36_525 * DAY_MS;
const EXPLANATION =
  'Give a duration such as PT48H, P90D, P2W or PT6S: weeks, or days, hours, minutes and seconds; a century at most.';
/** Without months and years, which have no fixed length; each part is shorter than a century. */
const FIXED_LENGTH =
  /^P(?:(?:\d{1,3}|[1-4]\d{3})W|(?=\d|T)(?:(?:\d{1,4}|[12]\d{4}|3[0-5]\d{3})D)?(?:T(?=\d)(?:\d{1,5}H)?(?:\d{1,7}M)?(?:\d{1,9}(?:\.\d{1,9})?S)?)?)$/;

/** A length of time that the clock can measure, as ISO 8601 writes it. */
export const IsoDuration = z.iso
  .duration({ error: EXPLANATION, abort: true })
  .refine((text) => FIXED_LENGTH.test(text) && lengthMs(text) <= LONGEST_MS, { error: EXPLANATION })
  .meta({ pattern: FIXED_LENGTH.source, examples: ['PT48H', 'P90D', 'P2W', 'PT6S'] });

/** The length in milliseconds of a duration that `IsoDuration` accepted; anything else throws. */
export function toMs(iso: string): number {
  if (!IsoDuration.safeParse(iso).success) throw new RangeError(`Not a duration: ${iso}`);
  return lengthMs(iso);
}

/** `relativeTo` a date without a zone: a week has seven days, and a day 24 hours. */
function lengthMs(iso: string): number {
  return Math.round(Temporal.Duration.from(iso).total({ unit: 'milliseconds', relativeTo: '1970-01-01' }));
}
