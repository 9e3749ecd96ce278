import { DAY_MS } from '../calendar/units.ts';
import type { AcknowledgementStatus, HandOverReason } from './acknowledgement-terms.ts';
import { acknowledgementMoment } from '../calendar/acknowledgement-moment.ts';
import type { SendWindow } from '../calendar/send-window.ts';
import { earliest, type Close, type Send, type Wait } from '../next-step.ts';
import type { Mail } from '../outbound-mail/mail-first.ts';

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
  thanks: Mail | null;
};

export type AcknowledgementStep =
  | { do: 'open'; plannedAt: Date }
  | { do: 'hand_over'; because: HandOverReason }
  | { do: 'remind' }
  | { do: 'escalate' }
  | Send
  | AcknowledgementWait
  | Close;

/** `day_seven`: from then on a person decides; `look`: nothing is due within a day. */
type AcknowledgementWait = Wait<'remind' | 'escalate' | 'send' | 'day_seven' | 'look'>;

/** Thanks are still sent late, up to day 7 (S37); after that a person decides. */
export const LATEST_THANKS_MS = 7 * DAY_MS;

type AtEntry = { isOneOfTooMany?: boolean | undefined; isUnclear: boolean; ageMs: number };

/** Why a person is needed from the start: one of too many strangers of a day, nobody certain, or too old (§5a.8). */
export function whyPerson({ isOneOfTooMany = false, isUnclear, ageMs }: AtEntry): HandOverReason | null {
  if (isOneOfTooMany) return 'strangers';
  if (isUnclear) return 'unmatched';
  return ageMs > LATEST_THANKS_MS ? 'too_old' : null;
}

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

/** What keeps the promise of thanks within 48 hours next (§4.1, D5); asked again after every step, signal and timer. */
export function decideAcknowledgement(
  facts: AcknowledgementFacts,
  rules: AcknowledgementRules,
  now: Date,
): AcknowledgementStep {
  if (CLOSED.has(facts.status)) return { do: 'close' };
  return facts.status === 'needs_person' ? decideByHand(facts, rules, now) : decideByMail(facts, rules, now);
}

/** The step after which a person has to act, as long as they have not. */
export function thanksWaitFor({
  status,
  handedOverAt,
  escalatedAt,
}: Pick<AcknowledgementFacts, 'status' | 'handedOverAt' | 'escalatedAt'>): 'hand_over' | 'escalate' | null {
  if (status === 'needs_person') return handedOverAt && 'hand_over';
  return status === 'due' && escalatedAt ? 'escalate' : null;
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
  const asked = thanks !== null && thanks.askedBy !== null;
  const again = thanks !== null && thanks.again;
  if (now >= at(facts, LATEST_THANKS_MS) && !asked)
    return { do: 'hand_over', because: again ? 'unknown_outcome' : 'too_late' };
  if (openedAt === null || thanks === null) return { do: 'open', plannedAt: sendMoment(facts, rules, now) };
  if (thanks.status === 'sent') return { do: 'hand_over', because: 'bounced' };
  if (thanks.status !== 'queued') return { do: 'hand_over', because: 'cannot_write' };

  if (rules.paused) return nudgeOr(facts, rules, now, null);
  if (asked && now < thanks.dueAt) return { do: 'wait', at: thanks.dueAt, for: 'send', messageId: thanks.id };
  const planned = asked || again ? now : sendMoment(facts, rules, now);
  const sendAt = thanks.nextTryAt && thanks.nextTryAt > planned ? thanks.nextTryAt : planned;
  if (now >= sendAt) return { do: 'send', messageId: thanks.id };
  return nudgeOr(facts, rules, now, { do: 'wait', at: sendAt, for: 'send', messageId: thanks.id });
}

function decideByHand(
  facts: AcknowledgementFacts,
  rules: AcknowledgementRules,
  now: Date,
): AcknowledgementStep {
  const because = facts.needsPerson ?? 'unmatched';
  if (facts.handedOverAt === null) return { do: 'hand_over', because };
  if (now >= at(facts, LATEST_THANKS_MS) || because === 'too_old') return { do: 'close' };
  // One task stands for all of a day's; nobody is reminded of each.
  if (because === 'strangers')
    return { do: 'wait', at: at(facts, LATEST_THANKS_MS), for: 'day_seven', afterMs: LATEST_THANKS_MS };
  if (facts.byHand === null && REFERRERS_OWN.has(because))
    return { do: 'open', plannedAt: sendMoment(facts, rules, now) };
  return nudgeOr(facts, rules, now, null);
}

/** Reminds once, escalates once; steps that passed unnoticed collapse into the latest (§5a.8). */
function nudgeOr(
  facts: AcknowledgementFacts,
  rules: AcknowledgementRules,
  now: Date,
  sends: AcknowledgementWait | null,
): AcknowledgementStep {
  const after = (why: AcknowledgementWait['for'], afterMs: number): AcknowledgementWait => ({
    do: 'wait',
    at: at(facts, afterMs),
    for: why,
    afterMs,
  });
  const [remind, escalate] = [after('remind', rules.remindAtMs), after('escalate', rules.escalateAtMs)];
  if (facts.escalatedAt === null && now >= escalate.at) return { do: 'escalate' };
  if (facts.escalatedAt === null && facts.remindedAt === null && now >= remind.at) return { do: 'remind' };
  const look: AcknowledgementWait = { do: 'wait', at: new Date(now.getTime() + DAY_MS), for: 'look' };
  const waits = [...(sends ? [sends] : []), remind, escalate, after('day_seven', LATEST_THANKS_MS), look];
  return earliest(waits.filter((wait) => wait.at > now)) ?? look;
}

/** When this thanks goes by itself, unless a person acts first. */
export function plannedAt(
  { clockStartedAt }: Pick<AcknowledgementFacts, 'clockStartedAt'>,
  rules: AcknowledgementRules,
  now: Date,
): Date {
  return sendMoment({ clockStartedAt }, rules, now);
}

function sendMoment(
  facts: Pick<AcknowledgementFacts, 'clockStartedAt'>,
  rules: AcknowledgementRules,
  now: Date,
): Date {
  return acknowledgementMoment({
    startedAt: facts.clockStartedAt,
    now,
    sendAfterMs: rules.sendAtMs,
    deadlineMs: rules.deadlineMs,
    window: rules.window,
    zone: rules.zone,
  });
}

function at(facts: AcknowledgementFacts, ms: number): Date {
  return new Date(facts.clockStartedAt.getTime() + ms);
}
