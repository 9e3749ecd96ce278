import { HOUR_MS } from '../calendar/units.ts';

/** A mail that came in, as far as the rules need it; whoever else it was written to is left out (§3.4). */
export type InboundEmail = {
  from: { email: string; name: string };
  subject: string;
  /** Plain text; made from HTML where there is nothing else. */
  body: string;
  /** What was written anew in an answer, where the carrier could tell. */
  newWords: string;
  date: string;
  /** By lower-case name; only those that a rule looks at. */
  headers: Readonly<Record<string, string>>;
  hasCalendar: boolean;
};

export const MAIL_KINDS = [
  'introduction',
  'statement',
  'letter',
  'opt_out',
  'reply',
  'automatic',
  'other',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** Why a mail was taken for what it was taken for: enums alone, never a word of it. */
export const MAIL_REASONS = [
  'in_subject',
  'keyword_alone',
  'pair',
  'only_in_body',
  'more_than_a_name',
  'which_one',
  'two_people',
  'no_name',
  'initials',
  'family_name_first',
  'family_name_only',
  'not_a_name',
  'answer',
  'forwarded',
  'told',
  'stop',
  'by_a_machine',
  'ours',
  'unwanted',
  'from_staff',
  'unclear',
  'unknown_sender',
  'sender_unnamed',
  'sender_unproven',
  'another_address',
  'another_sender',
  'same_thread',
  'same_name_again',
  'details_to_enter',
  'courtesy',
] as const;
export type MailReason = (typeof MAIL_REASONS)[number];

/** The carrier tries for half a day to hand a mail over; a date from further back is a clock that is wrong, or a late mail. */
const LONGEST_ON_THE_WAY_MS = 12 * HOUR_MS;

/** When a mail reached the practice: its own date, as far as that can be true, and never later than it came. */
export function arrivalOf(date: string, cameAt: Date): Date {
  const written = Date.parse(date);
  const onTheWay = cameAt.getTime() - written;
  return onTheWay >= 0 && onTheWay <= LONGEST_ON_THE_WAY_MS ? new Date(written) : cameAt;
}
