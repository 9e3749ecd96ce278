import { DAY_MS } from '../calendar/units.ts';
import type { AcknowledgementStatus, HandOverReason } from './acknowledgement-terms.ts';
import { acknowledgementMoment } from '../calendar/acknowledgement-moment.ts';
import type { SendWindow } from '../calendar/send-window.ts';
import { decideCarriage, type CarriedMessage } from '../outbound-mail/delivery.ts';

export * from './acknowledgement-terms.ts';

/** The practice's durations in milliseconds, its window for this referrer, its zone, and whether mail leaves at all. */
export type AcknowledgementRules = {
  deadlineMs: number;
  remindAtMs: number;
  escalateAtMs: number;
  sendAtMs: number;
  window: SendWindow;
  zone: string;
  paused: boolean;
  searchLagMs: number;
};

/** What is known of one referral now. `byHand`: what the referrer's record says today. */
export type AcknowledgementFacts = {
  status: AcknowledgementStatus;
  needsPerson: HandOverReason | null;
  clockStartedAt: Date;
  openedAt: Date | null;
  remindedAt: Date | null;
  escalatedAt: Date | null;
  handedOverAt: Date | null;
  byHand: HandOverReason | null;
  thanks: CarriedMessage | null;
  reminders: readonly CarriedMessage[];
};

export type AcknowledgementStep =
  | { do: 'open'; plannedAt: Date }
  | { do: 'hand_over'; because: HandOverReason }
  | { do: 'remind' }
  | { do: 'escalate' }
  | { do: 'send'; messageId: string }
  | { do: 'wait'; at: Date }
  | { do: 'close' };

/** Thanks are still sent late, up to day 7 (S37); after that a person decides. */
export const LATEST_THANKS_MS = 7 * DAY_MS;

const CLOSED: ReadonlySet<AcknowledgementStatus> = new Set([
  'sent',
  'done_by_hand',
  'not_permitted',
  'let_go',
  'would_send',
]);
const REFERRERS_OWN: ReadonlySet<HandOverReason> = new Set([
  'unmatched',
  'no_email',
  'suppressed',
  'referrer_deceased',
  'referrer_held',
  'referrer_complaint',
  'referrer_ended',
]);

/** What keeps the promise of thanks within 48 hours next (§4.1, D5); asked again after every step, ring and timer. */
export function decideAcknowledgement(
  facts: AcknowledgementFacts,
  rules: AcknowledgementRules,
  now: Date,
): AcknowledgementStep {
  const reminder = facts.reminders.find((message) => isDueToCarry(message, rules, now));
  if (reminder) return { do: 'send', messageId: reminder.id };

  const inFlight = decideInFlight(facts, rules, now);
  if (inFlight) return inFlight;

  if (CLOSED.has(facts.status)) return { do: 'close' };
  return facts.status === 'needs_person' ? decideByHand(facts, rules, now) : decideByMail(facts, rules, now);
}

/** A thanks whose outcome is open is looked up before anything else is decided; sending it again is decided like sending it. */
function decideInFlight(
  { thanks }: AcknowledgementFacts,
  rules: AcknowledgementRules,
  now: Date,
): AcknowledgementStep | null {
  if (thanks === null || (thanks.status !== 'sending' && thanks.status !== 'unknown')) return null;
  const carriage = decideCarriage(thanks, now, rules.searchLagMs);
  if (carriage.do === 'wait') return carriage;
  return carriage.do === 'resend' ? null : { do: 'send', messageId: thanks.id };
}

function decideByMail(
  facts: AcknowledgementFacts,
  rules: AcknowledgementRules,
  now: Date,
): AcknowledgementStep {
  const { byHand, thanks, openedAt } = facts;
  if (byHand) return { do: 'hand_over', because: byHand };
  if (thanks?.status === 'refused') return { do: 'hand_over', because: 'refused' };
  if (thanks?.status === 'held') return { do: 'hand_over', because: 'unknown_outcome' };
  const latest = at(facts, LATEST_THANKS_MS);
  const asked = thanks !== null && thanks.askedBy !== null;
  const again = thanks?.status === 'unknown';
  if (now >= latest && !asked) return { do: 'hand_over', because: again ? 'unknown_outcome' : 'too_late' };
  if (openedAt === null || thanks === null) return { do: 'open', plannedAt: sendMoment(facts, rules, now) };
  if (thanks.status === 'sent') return { do: 'hand_over', because: 'bounced' };
  if (thanks.status !== 'queued' && !again) return { do: 'hand_over', because: 'cannot_write' };

  if (rules.paused) return nudgeOr(facts, rules, now, [latest]);
  const sendAt = asked || again ? now : sendMoment(facts, rules, now);
  if (now < sendAt) return nudgeOr(facts, rules, now, [sendAt, latest]);
  const carriage = decideCarriage(thanks, now, rules.searchLagMs);
  if (carriage.do === 'wait') return nudgeOr(facts, rules, now, [carriage.at, latest]);
  return { do: 'send', messageId: thanks.id };
}

function decideByHand(
  facts: AcknowledgementFacts,
  rules: AcknowledgementRules,
  now: Date,
): AcknowledgementStep {
  const because = facts.needsPerson ?? 'unmatched';
  if (facts.handedOverAt === null) return { do: 'hand_over', because };
  const latest = at(facts, LATEST_THANKS_MS);
  if (now >= latest || because === 'too_old') return { do: 'close' };
  if (facts.byHand === null && REFERRERS_OWN.has(because))
    return { do: 'open', plannedAt: sendMoment(facts, rules, now) };
  return nudgeOr(facts, rules, now, [latest]);
}

/** Reminds once, escalates once; steps that passed unnoticed collapse into the latest (§5a.8). */
function nudgeOr(
  facts: AcknowledgementFacts,
  rules: AcknowledgementRules,
  now: Date,
  others: Date[],
): AcknowledgementStep {
  const escalateAt = at(facts, rules.escalateAtMs);
  const remindAt = at(facts, rules.remindAtMs);
  if (facts.escalatedAt === null && now >= escalateAt) return { do: 'escalate' };
  if (facts.escalatedAt === null && facts.remindedAt === null && now >= remindAt) return { do: 'remind' };
  const reminders = facts.reminders.flatMap((reminder) => momentsOf(reminder, rules, now));
  const moments = [remindAt, escalateAt, ...others, ...reminders];
  const ahead = moments.filter((moment) => moment > now).map((moment) => moment.getTime());
  return { do: 'wait', at: new Date(Math.min(...ahead, now.getTime() + DAY_MS)) };
}

function sendMoment(facts: AcknowledgementFacts, rules: AcknowledgementRules, now: Date): Date {
  return acknowledgementMoment({
    startedAt: facts.clockStartedAt,
    now,
    sendAfterMs: rules.sendAtMs,
    deadlineMs: rules.deadlineMs,
    window: rules.window,
    zone: rules.zone,
  });
}

/** When a note to staff goes, and when one that did not get through is looked at again. */
function momentsOf(message: CarriedMessage, rules: AcknowledgementRules, now: Date): Date[] {
  const carriage = decideCarriage(message, now, rules.searchLagMs);
  return carriage.do === 'wait' ? [message.dueAt, carriage.at] : [message.dueAt];
}

function isDueToCarry(message: CarriedMessage, rules: AcknowledgementRules, now: Date): boolean {
  if (rules.paused || message.dueAt > now) return false;
  const { do: next } = decideCarriage(message, now, rules.searchLagMs);
  return next !== 'wait' && next !== 'nothing' && next !== 'hold';
}

function at(facts: AcknowledgementFacts, ms: number): Date {
  return new Date(facts.clockStartedAt.getTime() + ms);
}
