import { DAY_MS, SECOND_MS } from '../calendar/units.ts';
import { after, earliest } from '../calendar/instants.ts';
import { toMs } from '../calendar/duration.ts';
import type { PracticePolicy } from '../practice/practice-policy.ts';

/** A week before the end of four: day 21 of 28 (§3.4). */
const WARN_AT = 3 / 4;

/** What no setting changes (§3.5, S23). */
export const RETENTION_MS = {
  idempotencyKeys: 14 * DAY_MS,
  carrierNews: 14 * DAY_MS,
  sourceUnknown: 7 * DAY_MS,
} as const;

/** How long the practice keeps what it may keep. */
export type RetentionPeriods = { introductionMs: number; unconvertedMs: number; messageBodiesMs: number };

export function retentionPeriodsOf({
  introduction,
  unconverted,
  messageBodies,
}: PracticePolicy['retention']): RetentionPeriods {
  return {
    introductionMs: toMs(introduction),
    unconvertedMs: toMs(unconverted),
    messageBodiesMs: toMs(messageBodies),
  };
}

/** Somebody who was sent and has not been in touch. */
export type SentPerson = {
  receivedAt: Date;
  /** A colleague's letter says that they agreed, so that they are written to and told of it (Art 14). */
  byLetterWithTheirYes: boolean;
  /** A colleague's letter without that. */
  byLetter: boolean;
  warnedAt: Date | null;
};

export type NameStep = { do: 'keep' } | { do: 'warn' } | { do: 'erase' };

/**
 * What becomes of the name of somebody who has not been in touch: a week before it goes somebody is told, and then it
 * goes. A first name alone after four weeks at most; a letter's details, where the person agreed, after 90 days, and
 * otherwise before the month in which we would have to tell them that we have them.
 */
export function decideReferredName(sent: SentPerson, periods: RetentionPeriods, now: Date): NameStep {
  if (now >= nameExpiresAt(sent, periods)) return { do: 'erase' };
  return !sent.warnedAt && now >= nameWarningAt(sent, periods) ? { do: 'warn' } : { do: 'keep' };
}

/** When the name of somebody who was sent goes. */
export function nameExpiresAt(sent: SentPerson, { introductionMs, unconvertedMs }: RetentionPeriods): Date {
  const { receivedAt, byLetter, byLetterWithTheirYes } = sent;
  if (byLetterWithTheirYes) return after(receivedAt, unconvertedMs);
  if (!byLetter) return after(receivedAt, introductionMs);
  const toldBy = art14DueAt({ receivedAt, firstCommunicationAt: null, firstDisclosureAt: null });
  return earliest(after(receivedAt, unconvertedMs), toldBy);
}

/** When somebody is told that it goes: a letter's details are no surprise, a first name that nobody followed up may be. */
export function nameWarningAt(sent: SentPerson, periods: RetentionPeriods): Date {
  const goesAt = nameExpiresAt(sent, periods).getTime();
  const from = sent.receivedAt.getTime();
  return new Date(from + (goesAt - from) * WARN_AT);
}

/** The last moment at which a person whose details came from somebody else must hear of it (Art 14, §3.4). */
export function art14DueAt({
  receivedAt,
  firstCommunicationAt,
  firstDisclosureAt,
}: {
  receivedAt: Date;
  firstCommunicationAt: Date | null;
  firstDisclosureAt: Date | null;
}): Date {
  const month = Temporal.Instant.fromEpochMilliseconds(receivedAt.getTime())
    .toZonedDateTimeISO('UTC')
    .add({ months: 1 }).epochMilliseconds;
  const told = [firstCommunicationAt, firstDisclosureAt].filter((instant) => instant !== null);
  return earliest(new Date(month), ...told);
}

/** Somebody who got in touch and is no client. */
export type Unconverted = { lastContactAt: Date; isClient: boolean; isWaiting: boolean };

/** When the details of somebody who got in touch and is no client go; null while they became one, or wait for a place. */
export function enquirerExpiresAt(enquiry: Unconverted, { unconvertedMs }: RetentionPeriods): Date | null {
  return enquiry.isClient || enquiry.isWaiting ? null : after(enquiry.lastContactAt, unconvertedMs);
}

/**
 * The longest that may pass until the next look: a day, or a quarter of the shortest time that anything is kept, so that
 * nothing is kept much longer than was said, however short that is.
 */
export function maxCheckIntervalMs(periods: RetentionPeriods): number {
  const shortest = Math.min(periods.introductionMs, periods.unconvertedMs, periods.messageBodiesMs);
  return Math.max(SECOND_MS, Math.min(DAY_MS, shortest / 4));
}

/** What was received, or over, before this has been kept for as long as it may. */
export function before(now: Date, keptMs: number): Date {
  return new Date(now.getTime() - keptMs);
}
