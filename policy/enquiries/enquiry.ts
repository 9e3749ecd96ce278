import { after, latest } from '../calendar/instants.ts';
import { DAY_MS } from '../calendar/units.ts';
import type { Close, Rest, Wait } from '../next-step.ts';
import type { ClosingReason, EnquiryStage, LossCause, StepTask } from './enquiry-terms.ts';
import { lossCause, type LossFacts } from './lost-enquiry.ts';

/** The practice's durations in milliseconds. */
export type EnquiryRules = {
  contactWithinMs: number;
  bookedWithinMs: number;
  attendedWithinMs: number;
  maturedMs: number;
};

/** What the rules know of an enquiry. */
export type EnquiryFacts = Omit<LossFacts, 'contactWithinMs' | 'contactTookMs'> & {
  stage: EnquiryStage;
  receivedAt: Date;
  recordedAt: Date;
  contactedAt: Date | null;
  bookedAt: Date | null;
  attendedAt: Date | null;
  closedAt: Date | null;
  closedReason: ClosingReason | null;
  reopenedAt: Date | null;
  stalledAt: Date | null;
  byLetter: boolean;
  attendedSessions: number;
  endedAsPlanned: boolean;
  /** When the person on the waiting list was last asked whether they still wait. */
  waitingAskedAt: Date | null;
};

export type EnquiryStep =
  | { do: 'stall'; cause: LossCause; task: StepTask }
  | { do: 'let_go'; reason: ClosingReason; leak: LossCause }
  | { do: 'keep' }
  | { do: 'ask_waiting' }
  | Wait<'stall' | 'let_go' | 'kept'>
  | Rest
  | Close;

/** A professional referral: two attempts over ten days, then no more (§3.4). */
const LETTER_LIMIT_MS = 10 * DAY_MS;
/** People on the waiting list are asked once a year. */
const WAITING_YEAR_MS = 365 * DAY_MS;
/** Kept: a third session, or an end that was planned for the second or before (§5.1). */
const KEPT_SESSIONS = 3;

/**
 * The next step of an enquiry: a stall is noticed once, with its cause, and no enquiry stays open for ever (§5.9, S80).
 */
export function decideEnquiry(facts: EnquiryFacts, rules: EnquiryRules, now: Date): EnquiryStep {
  switch (facts.stage) {
    case 'received':
      return decideStage(facts, rules, now, {
        since: facts.receivedAt,
        withinMs: rules.contactWithinMs,
        task: 'get_in_touch',
        endsMs: facts.byLetter ? LETTER_LIMIT_MS : rules.maturedMs,
        reason: 'no_reply',
      });
    case 'contacted':
      return decideStage(facts, rules, now, {
        since: facts.contactedAt ?? facts.receivedAt,
        withinMs: rules.bookedWithinMs,
        task: 'offer_booking',
        endsMs: rules.maturedMs,
        reason: 'not_ready',
      });
    case 'booked':
      return decideStage(facts, rules, now, {
        since: facts.bookedAt ?? facts.receivedAt,
        withinMs: rules.attendedWithinMs,
        task: 'confirm_attendance',
        endsMs: rules.maturedMs,
        reason: 'no_reply',
      });
    case 'attended':
      return decideAttended(facts, rules, now);
    case 'closed':
      return decideClosed(facts, now);
    case 'kept':
      return { do: 'close' };
  }
}

type Stage = { since: Date; withinMs: number; task: StepTask; endsMs: number; reason: ClosingReason };

/** The limit counts from recording or reopening, so that a late entry is not closed at once. */
function decideStage(
  facts: EnquiryFacts,
  { contactWithinMs }: EnquiryRules,
  now: Date,
  { since, withinMs, task, endsMs, reason }: Stage,
): EnquiryStep {
  const stallAt = after(latest(since, facts.reopenedAt ?? since), withinMs);
  const endsAfterMs = Math.max(endsMs, withinMs);
  const endAt = after(latest(since, facts.recordedAt, facts.reopenedAt ?? since), endsAfterMs);
  const cause = lossCause({ ...facts, contactTookMs: contactDelayMs(facts), contactWithinMs });
  if (now >= endAt) return { do: 'let_go', reason, leak: cause };
  if (facts.stalledAt !== null) return { do: 'wait', at: endAt, for: 'let_go', afterMs: endsAfterMs };
  if (now >= stallAt) return { do: 'stall', cause, task };
  return { do: 'wait', at: stallAt, for: 'stall', afterMs: withinMs };
}

function decideAttended(facts: EnquiryFacts, { maturedMs }: EnquiryRules, now: Date): EnquiryStep {
  if (facts.attendedSessions >= KEPT_SESSIONS || facts.endedAsPlanned) return { do: 'keep' };
  const endAt = after(facts.attendedAt ?? facts.receivedAt, maturedMs);
  return now >= endAt ? { do: 'close' } : { do: 'wait', at: endAt, for: 'kept', afterMs: maturedMs };
}

function decideClosed({ closedReason, closedAt, waitingAskedAt }: EnquiryFacts, now: Date): EnquiryStep {
  if (closedReason !== 'waitlisted' || closedAt === null) return { do: 'close' };
  const askAt = after(latest(closedAt, waitingAskedAt ?? closedAt), WAITING_YEAR_MS);
  return now >= askAt ? { do: 'ask_waiting' } : { do: 'rest', until: askAt };
}

function contactDelayMs({ receivedAt, contactedAt }: EnquiryFacts): number | null {
  return contactedAt && contactedAt.getTime() - receivedAt.getTime();
}
