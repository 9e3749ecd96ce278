import { DAY_MS } from '../calendar/units.ts';
import { earliest, type Close, type Send, type Wait } from '../next-step.ts';
import type { Mail } from '../outbound-mail/mail-first.ts';
import type { ReferOutStatus } from './refer-out-terms.ts';

/** Why a colleague is telephoned and not written to. */
export const RING_BECAUSE = [
  'no_email',
  'do_not_email',
  'sole_trader',
  'suppressed',
  'refused',
  'bounced',
  'cancelled',
  'cannot_write',
] as const;
export type RingBecause = (typeof RING_BECAUSE)[number];

/** What is known of one referral out now; moments are null where it has not happened. */
export type ReferOutFacts = {
  status: ReferOutStatus;
  /** The person has been erased or has died: nothing more is done about them. */
  gone: boolean;
  createdAt: Date;
  /** When the e-mail with names was asked for. */
  offeredAt: Date | null;
  /** When the person said yes to the colleague who is chosen. */
  consentedAt: Date | null;
  handedOverAt: Date | null;
  checkedAt: Date | null;
  /** A colleague said no, so that another is to be chosen now. */
  wasDeclined: boolean;
  /** Why the chosen colleague cannot be written to; null where they can. */
  ring: RingBecause | null;
  isAskedToRing: boolean;
  isAskedToChoose: boolean;
  isAskedHowItWent: boolean;
  /** M13, with the names; `failed`: it did not reach them. */
  offer: (Mail & { failed: boolean }) | null;
  /** M14, to the chosen colleague. */
  letter: Mail | null;
};

export type ReferOutRules = {
  /** How long after the handover somebody asks, how it went, and once more. */
  checkAfterMs: number;
  checkAgainMs: number;
  /** How long nobody may hear of it before it is closed as unknown. */
  giveUpAfterMs: number;
  paused: boolean;
};

export type ReferOutStep =
  | { do: 'write' }
  | Send
  | { do: 'ask_to_ring'; because: RingBecause }
  | { do: 'ask_to_choose' }
  | { do: 'ask_how_it_went' }
  | { do: 'give_up' }
  | ReferOutWait
  | Close;

/** `check`: it is asked how it went; `look`: nothing is due within a day. */
type ReferOutWait = Wait<'send' | 'choose' | 'check' | 'give_up' | 'look'>;

/** How long a person may look at the list before somebody is asked to choose. */
const CHOOSE_WITHIN_MS = 2 * DAY_MS;
const LOOK_AGAIN_MS = DAY_MS;

/** What brings a person we cannot serve to somebody who can, next (S76–S79); asked again after every step, signal and timer. */
export function decideReferOut(facts: ReferOutFacts, rules: ReferOutRules, now: Date): ReferOutStep {
  if (facts.status === 'closed') return { do: 'close' };
  if (facts.gone || now >= giveUpAt(facts, rules)) return { do: 'give_up' };
  if (isAgreed(facts)) return handOver(facts, rules, now);
  if (facts.status === 'choosing' || facts.offer?.failed === true) return choose(facts, rules, now);
  return offerOrCheck(facts, rules, now);
}

/** The step after which a person has to act, as long as they have not. */
export function referOutWaitsFor(
  facts: Pick<ReferOutFacts, 'isAskedToRing' | 'isAskedToChoose' | 'isAskedHowItWent'>,
): 'ask_to_ring' | 'ask_to_choose' | 'ask_how_it_went' | null {
  if (facts.isAskedToRing) return 'ask_to_ring';
  if (facts.isAskedToChoose) return 'ask_to_choose';
  return facts.isAskedHowItWent ? 'ask_how_it_went' : null;
}

/** The person said yes to a colleague who has not heard of it yet; a rehearsal goes on as if they had. */
function isAgreed({ consentedAt, handedOverAt, letter }: ReferOutFacts): boolean {
  return consentedAt !== null && handedOverAt === null && letter?.status !== 'would_send';
}

function handOver(facts: ReferOutFacts, rules: ReferOutRules, now: Date): ReferOutStep {
  const { ring, letter } = facts;
  if (ring) return facts.isAskedToRing ? until(facts, rules, now) : { do: 'ask_to_ring', because: ring };
  if (letter === null || letter.status === 'stopped') return { do: 'write' };
  return send(letter, facts, rules, now);
}

function choose(facts: ReferOutFacts, rules: ReferOutRules, now: Date): ReferOutStep {
  const chooseAt = after(facts.createdAt, CHOOSE_WITHIN_MS);
  const isDue = facts.wasDeclined || facts.offer?.failed === true || now >= chooseAt;
  if (isDue && !facts.isAskedToChoose) return { do: 'ask_to_choose' };
  const untilChosen = { do: 'wait', at: chooseAt, for: 'choose', afterMs: CHOOSE_WITHIN_MS } as const;
  return until(facts, rules, now, isDue ? [] : [untilChosen]);
}

function offerOrCheck(facts: ReferOutFacts, rules: ReferOutRules, now: Date): ReferOutStep {
  if (facts.handedOverAt === null && facts.offer?.status === 'queued')
    return send(facts.offer, facts, rules, now);
  const checks = [rules.checkAfterMs, rules.checkAgainMs].map((afterMs): ReferOutWait => {
    return { do: 'wait', at: after(since(facts), afterMs), for: 'check', afterMs };
  });
  const passed = checks.findLast(({ at }) => at <= now);
  if (passed && (facts.checkedAt === null || facts.checkedAt < passed.at)) return { do: 'ask_how_it_went' };
  return until(facts, rules, now, checks);
}

/** Sends what is due; while the practice pauses nothing leaves. */
function send(mail: Mail, facts: ReferOutFacts, rules: ReferOutRules, now: Date): ReferOutStep {
  if (mail.status !== 'queued' || rules.paused) return until(facts, rules, now);
  const at = mail.nextTryAt && mail.nextTryAt > mail.dueAt ? mail.nextTryAt : mail.dueAt;
  if (at <= now) return { do: 'send', messageId: mail.id };
  return until(facts, rules, now, [{ do: 'wait', at, for: 'send', messageId: mail.id }]);
}

/** From when silence counts: the handover, else the yes, the e-mail with names, the beginning. */
function since({ handedOverAt, consentedAt, offeredAt, createdAt }: ReferOutFacts): Date {
  return handedOverAt ?? consentedAt ?? offeredAt ?? createdAt;
}

function giveUpAt(facts: ReferOutFacts, rules: ReferOutRules): Date {
  return after(since(facts), rules.giveUpAfterMs);
}

/** Waits for the next moment, for a day at most. */
function until(
  facts: ReferOutFacts,
  rules: ReferOutRules,
  now: Date,
  waits: readonly ReferOutWait[] = [],
): ReferOutStep {
  const { giveUpAfterMs } = rules;
  const look: ReferOutWait = { do: 'wait', at: after(now, LOOK_AGAIN_MS), for: 'look' };
  const giveUp: ReferOutWait = {
    do: 'wait',
    at: giveUpAt(facts, rules),
    for: 'give_up',
    afterMs: giveUpAfterMs,
  };
  return earliest([...waits, giveUp, look].filter(({ at }) => at > now)) ?? look;
}

function after(moment: Date, ms: number): Date {
  return new Date(moment.getTime() + ms);
}
