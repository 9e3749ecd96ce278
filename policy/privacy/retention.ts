import { DAY_MS, SECOND_MS } from '../calendar/units.ts';
import { after, earliest, latest } from '../calendar/instants.ts';
import { toMs } from '../calendar/duration.ts';
import type { PracticePolicy } from '../practice/practice-policy.ts';

/** A week before the end of four: day 21 of 28 (§3.4). */
const WARN_AT = 3 / 4;

/** Fixed periods (§3.5, S23). */
export const RETENTION_MS = {
  /** To an Idempotency-Key. */
  answers: 7 * DAY_MS,
  /** That a form was submitted: as long as a Friday list can be answered. */
  submittedForms: 14 * DAY_MS,
  /** What the mail provider told, and nobody could apply. */
  carrierNews: 14 * DAY_MS,
  /** The same of a mail that came in. */
  unappliedMails: 28 * DAY_MS,
  /** That a piece of news was applied, so that its repeats are known: no words of it. */
  appliedNews: 30 * DAY_MS,
  /** The same of a check of the way to the practice, of which there are many. */
  checkNews: 2 * DAY_MS,
  sourceUnknown: 7 * DAY_MS,
  /** What came through a form from somebody who was erased. */
  returned: 28 * DAY_MS,
  /** What came through a form and could not be taken in. */
  givenUpForms: 28 * DAY_MS,
} as const;

/** The practice's own retention periods. */
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

/** A referred person who has not been in touch. */
export type SentPerson = {
  receivedAt: Date;
  /** A professional referral with the person's consent: getting in touch with them is their first communication (Art 14.3b). */
  byLetterWithTheirYes: boolean;
  /** A professional referral, with or without consent. */
  byLetter: boolean;
  warnedAt: Date | null;
};

export type NameStep = { do: 'keep' } | { do: 'warn' } | { do: 'erase' };

/**
 * Whether a referred person's name is kept, warned about or erased: a first name after four weeks at most; a
 * professional referral's details after 90 days with consent, else before the month in which the person would have to
 * be informed.
 */
export function decideReferredName(sent: SentPerson, periods: RetentionPeriods, now: Date): NameStep {
  if (now >= nameExpiresAt(sent, periods)) return { do: 'erase' };
  return !sent.warnedAt && now >= nameWarningAt(sent, periods) ? { do: 'warn' } : { do: 'keep' };
}

/** When a referred person's details expire. */
export function nameExpiresAt(sent: SentPerson, { introductionMs, unconvertedMs }: RetentionPeriods): Date {
  const { receivedAt, byLetter, byLetterWithTheirYes } = sent;
  if (byLetterWithTheirYes) return after(receivedAt, unconvertedMs);
  if (!byLetter) return after(receivedAt, introductionMs);
  const toldBy = art14DueAt({ receivedAt, firstCommunicationAt: null, firstDisclosureAt: null });
  return earliest(after(receivedAt, unconvertedMs), toldBy);
}

/** When staff are warned of the expiry. */
export function nameWarningAt(sent: SentPerson, periods: RetentionPeriods): Date {
  const goesAt = nameExpiresAt(sent, periods).getTime();
  const from = sent.receivedAt.getTime();
  return new Date(from + (goesAt - from) * WARN_AT);
}

/** The deadline for informing a person whose details came from a third party (Art 14, §3.4). */
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

/** An enquirer who is no client. */
export type Unconverted = { lastContactAt: Date; recordedAt: Date; isClient: boolean; isWaiting: boolean };

/**
 * When an enquirer's details expire: counted from the last contact, or from the entry where that came later, so that one
 * entered late is not erased at once (§5b). Null for clients and the waiting list.
 */
export function enquirerExpiresAt(enquiry: Unconverted, { unconvertedMs }: RetentionPeriods): Date | null {
  const { lastContactAt, recordedAt, isClient, isWaiting } = enquiry;
  return isClient || isWaiting ? null : after(latest(lastContactAt, recordedAt), unconvertedMs);
}

/**
 * The longest interval between checks: a day, or a quarter of the shortest retention period, so that nothing is stored
 * much longer than stated.
 */
export function maxCheckIntervalMs(periods: RetentionPeriods): number {
  const shortest = Math.min(periods.introductionMs, periods.unconvertedMs, periods.messageBodiesMs);
  return Math.max(SECOND_MS, Math.min(DAY_MS, shortest / 4));
}

/** The cut-off: what is older has reached the end of its retention. */
export function before(now: Date, keptMs: number): Date {
  return new Date(now.getTime() - keptMs);
}
