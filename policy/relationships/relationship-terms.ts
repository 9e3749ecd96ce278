import { TOUCH_KINDS } from '../network/network-terms.ts';

/** What counts as a contact in both directions; the newest one sets the clock (4.5c). */
export const CONTACT_KINDS = [...TOUCH_KINDS, 'referral', 'reply', 'claim'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];
export type Contact = { at: Date; kind: ContactKind };

/** How often a colleague is heard of by us (4.5b). */
export const RANKS = ['new', 'top', 'active', 'dormant'] as const;
export type Rank = (typeof RANKS)[number];

/** Why somebody is on the list of the week: their rhythm says so, or they have sent nobody for unusually long. */
export const CHECK_IN_REASONS = ['due', 'dried_up'] as const;
export type CheckInReason = (typeof CHECK_IN_REASONS)[number];

/** A check-in that waits for somebody; `dueAt` is the end of the week for which it was chosen. */
type OpenCheckIn = { id: string; why: CheckInReason; openedAt: Date; dueAt: Date };

/** What is known of one colleague, all of it up to the moment of asking. */
export type ColleagueFacts = {
  createdAt: Date;
  /** They came in a file, so that nobody met them just now. */
  fromFile: boolean;
  /** A date of the practice's calendar (YYYY-MM-DD). */
  pausedUntil: string | null;
  /** The first arrival or touch there ever was. */
  firstContactAt: Date | null;
  lastContact: Contact | null;
  /** Arrivals of the last 365 days. */
  arrivalsInYear: number;
  /** The latest arrival, however long ago. */
  lastArrivalAt: Date | null;
  /** Arrivals of the last 730 days (5.4a). */
  arrivalsInTwoYears: number;
  firstArrivalInTwoYearsAt: Date | null;
  /** Of the time since the last arrival: how much of it they had been told that we are full. */
  toldFullMs: number;
  isToldFull: boolean;
  /** The latest e-mail that they did not ask for: M10, M12, M15 or M16 (4.5d). */
  messagedAt: Date | null;
  /** When somebody was last asked to get in touch because they had dried up. */
  driedUpAskedAt: Date | null;
  checkIn: OpenCheckIn | null;
};

/** The settings of a practice, and how full it is; lengths in milliseconds. */
export type RhythmRules = {
  topMs: number;
  activeMs: number;
  dormantMs: number;
  /** After the first meeting, ascending. */
  newMs: readonly number[];
  fullFactor: number;
  /** The practice is full, by a statement that stands until then; null: it is not. */
  fullUntil: Date | null;
  minGapMs: number;
  /** P0 below this: dried up (0 to 1). */
  dried: number;
  watch: number;
  zone: string;
};
