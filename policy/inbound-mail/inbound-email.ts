import { HOUR_MS } from '../calendar/units.ts';

export type Mailbox = { email: string; name: string };

/** An inbound e-mail, as far as the rules need it, without its other recipients (§3.4). */
export type InboundEmail = {
  from: Mailbox;
  /** Where answers are to go, where it is said. */
  replyTo: Mailbox | null;
  subject: string;
  /** Plain text; made from HTML where there is nothing else. */
  body: string;
  /** The new text of a reply, where the mail provider could extract it. */
  newWords: string;
  date: string;
  /** By lower-case name, of several the topmost; only those that a rule reads. */
  headers: Readonly<Record<string, string>>;
  hasCalendar: boolean;
  /** From is an address of the practice itself: its website's form, a group, or somebody at the desk. */
  fromUs: boolean;
};

export const MAIL_KINDS = [
  'introduction',
  'statement',
  'letter',
  'enquiry',
  'opt_out',
  'reply',
  'automatic',
  'other',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** Why an e-mail was classified so: enums only, never its content. */
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
  'newsletter',
  'looks_automatic',
  'from_a_form',
  'asks_for_help',
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
  'erased',
] as const;
export type MailReason = (typeof MAIL_REASONS)[number];

/** The mail provider retries for half a day; an older date means a wrong clock or a late e-mail. */
const LONGEST_ON_THE_WAY_MS = 12 * HOUR_MS;

/** When an e-mail reached the practice: its own date where plausible, and never after it was received. */
export function arrivalOf(date: string, cameAt: Date): Date {
  const written = Date.parse(date);
  const onTheWay = cameAt.getTime() - written;
  return onTheWay >= 0 && onTheWay <= LONGEST_ON_THE_WAY_MS ? new Date(written) : cameAt;
}
