import type { FullTime } from '../capacity/full-times.ts';
import type { CalendarDay } from '../calendar/calendar-day.ts';
import type { Carrier } from './carriers.ts';
import type { Ending } from './ending.ts';
import type { HoldCode, MilestoneKind } from './gate.ts';
import type { GateCode } from './gate-codes.ts';
import type { Suppressed } from '../outbound-mail/suppression.ts';
import type { NoteMessage } from './journey.ts';
import type { MilestoneStatus } from './milestone.ts';
import type { Stage } from './stage.ts';

/** `knownAt`: when the appointment became what it is. */
export type HistorySession = { id: string; at: number; imported: boolean; knownAt: number };
export type HistoryMilestone = {
  id: string;
  kind: MilestoneKind;
  on: CalendarDay;
  practitionerTick: boolean;
  /** Made by a discharge, not recorded by itself (§5a.1). */
  fromEnding: boolean;
  status: MilestoneStatus;
  heldAt: number | null;
  recordedAt: number;
};
export type HistoryDischarge = {
  id: string;
  ending: Ending;
  on: CalendarDay;
  practitionerTick: boolean;
  recordedAt: number;
  /** A later word about the same ending replaced it. */
  superseded: boolean;
};
export type HistoryNote = NoteMessage & { carrier: Carrier; sentAt: number | null; updatedAt: number };

/**
 * Everything on record of one client that the rules of a journey look at, as plain data; instants are epoch
 * milliseconds. Lists are in the order of their instants: consents as they were recorded, discharges by their day.
 */
export type ClientHistory = {
  zone: string;
  wentLiveAt: number | null;
  /** Nothing leaves yet, so that what would have been sent counts as sent. */
  rehearses: boolean;
  /** When the practice's diary was last heard of. */
  sessionDataAt: number | null;
  /** When the practice was full, as far as the moment that is asked about is concerned. */
  fullTimes: readonly FullTime[];
  hasEmail: boolean;
  sharesMailbox: boolean;
  /** What stands against their address. */
  suppressions: readonly Suppressed[];
  birthYear: number | null;
  stage: string | null;
  stages: readonly Stage[];
  plannedEnd: CalendarDay | null;
  plannedShort: boolean;
  /** How the latest episode of care ended; null while it lasts. */
  ending: Ending | null;
  ended: CalendarDay | null;
  /** The first session after a discharge; null in the first episode of care (§5a.6). */
  episodeStartedAt: number | null;
  /** The enquiry that made them a client: their first session, when that was recorded, and when they answered the form. */
  newClient: { enquiryId: string; at: number; recordedAt: number; answeredAt: number | null } | null;
  complaintClosed: CalendarDay | null;
  /** `until`: the last day on which it holds; null: for good. */
  holds: readonly { code: HoldCode; until: CalendarDay | null }[];
  overrides: readonly { code: GateCode; until: CalendarDay; recordedAt: number }[];
  consents: readonly { status: 'given' | 'declined' | 'withdrawn'; inWriting: boolean; at: number }[];
  attended: readonly HistorySession[];
  /** Appointments that nobody came to, or that were cancelled too late. */
  missed: readonly Pick<HistorySession, 'id' | 'at'>[];
  bookedAt: readonly number[];
  scores: readonly { score: number; at: number }[];
  referralsAt: readonly number[];
  discharges: readonly HistoryDischarge[];
  milestones: readonly HistoryMilestone[];
  /** Prompts that went or may have gone; `rehearsed`: that would have gone. */
  prompts: readonly { at: number; rehearsed: boolean }[];
  /** What the practice sent, or is about to send, to this client. */
  notes: readonly HistoryNote[];
};
