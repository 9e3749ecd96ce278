import { z } from 'zod';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
const LONGEST_MS = 36_525 * DAY_MS;

/** Weeks, or days and a time; months and years have no fixed length and are not durations here. */
const ISO_DURATION =
  /^P(?:(?<weeks>\d{1,9})W|(?=\d|T\d)(?:(?<days>\d{1,9})D)?(?:T(?=\d)(?:(?<hours>\d{1,9})H)?(?:(?<minutes>\d{1,9})M)?(?:(?<seconds>\d{1,9}(?:\.\d{1,9})?)S)?)?)$/;

/** A length of time that the clock can measure, as ISO 8601 writes it. */
export const IsoDuration = z
  .string()
  .refine((text) => parse(text) !== null, {
    error:
      'Give a duration such as PT48H, P90D, P2W or PT6S: weeks, or days, hours, minutes and seconds; a century at most.',
  })
  .meta({
    format: 'duration',
    pattern: ISO_DURATION.source.replaceAll(/\?<[a-z]+>/g, ''),
    examples: ['PT48H', 'P90D', 'P2W', 'PT6S'],
  });

/** The length in milliseconds of a duration that `IsoDuration` accepted; anything else throws. */
export function toMs(iso: string): number {
  const ms = parse(iso);
  if (ms === null) throw new RangeError(`Not a duration: ${iso}`);
  return ms;
}

function parse(text: string): number | null {
  const parts = ISO_DURATION.exec(text)?.groups;
  if (!parts) return null;
  const ms =
    Number(parts['weeks'] ?? 0) * WEEK_MS +
    Number(parts['days'] ?? 0) * DAY_MS +
    Number(parts['hours'] ?? 0) * HOUR_MS +
    Number(parts['minutes'] ?? 0) * MINUTE_MS +
    Math.round(Number(parts['seconds'] ?? 0) * SECOND_MS);
  return ms <= LONGEST_MS ? ms : null;
}
