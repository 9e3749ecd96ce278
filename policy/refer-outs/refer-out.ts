import { DAY_MS } from '../calendar/units.ts';
import { decideCarriage, type CarriedMessage } from '../outbound-mail/delivery.ts';
import type { ReferOutStatus } from './refer-out-terms.ts';

/** Why a colleague is rung and not written to. */
export const RING_BECAUSE = [
  'no_email',
  'do_not_email',
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
  /** M13, with the names; `failed`: it did not reach them. */
  offer: (CarriedMessage & { failed: boolean }) | null;
  /** M14, to the chosen colleague. */
  letter: CarriedMessage | null;
  /** All its e-mails, those to earlier colleagues included. */
  mails: readonly CarriedMessage[];
};

export type ReferOutRules = {
  /** How long after the handover somebody asks, how it went, and once more. */
  checkAfterMs: number;
  checkAgainMs: number;
  /** How long nobody may hear of it before it is closed as unknown. */
  giveUpAfterMs: number;
  paused: boolean;
  searchLagMs: number;
};

export type ReferOutStep =
  | { do: 'write' }
  | { do: 'send'; messageId: string }
  | { do: 'ask_to_ring'; because: RingBecause }
  | { do: 'ask_to_choose' }
  | { do: 'ask_how_it_went' }
  | { do: 'give_up' }
  | { do: 'wait'; at: Date }
  | { do: 'close' };

/** How long a person may look at the list before somebody is asked to choose. */
const CHOOSE_WITHIN_MS = 2 * DAY_MS;
const LOOK_AGAIN_MS = DAY_MS;

/** What brings a person we cannot serve to somebody who can, next (S76–S79); asked again after every step and ring. */
export function decideReferOut(facts: ReferOutFacts, rules: ReferOutRules, now: Date): ReferOutStep {
  const flying = inFlight(facts, rules, now);
  if (flying) return flying;
  if (facts.status === 'closed') return { do: 'close' };
  if (facts.gone || now >= giveUpAt(facts, rules)) return { do: 'give_up' };
  if (isAgreed(facts)) return handOver(facts, rules, now);
  if (facts.status === 'choosing' || facts.offer?.failed === true) return choose(facts, rules, now);
  return offerOrCheck(facts, rules, now);
}

/** An e-mail whose outcome is open is looked up before anything else is decided; it never goes twice by itself. */
function inFlight({ mails }: ReferOutFacts, rules: ReferOutRules, now: Date): ReferOutStep | null {
  const open = mails.find(({ status }) => status === 'sending' || status === 'unknown');
  if (!open) return null;
  const carriage = decideCarriage(open, now, rules.searchLagMs, 'hold');
  return carriage.do === 'wait' ? carriage : { do: 'send', messageId: open.id };
}

/** The person said yes to a colleague who has not heard of it yet; a rehearsal goes on as if they had. */
function isAgreed({ consentedAt, handedOverAt, letter }: ReferOutFacts): boolean {
  return consentedAt !== null && handedOverAt === null && letter?.status !== 'would_send';
}

function handOver(facts: ReferOutFacts, rules: ReferOutRules, now: Date): ReferOutStep {
  const { ring, letter } = facts;
  if (ring) return facts.isAskedToRing ? until(facts, rules, now) : { do: 'ask_to_ring', because: ring };
  if (letter === null || letter.status === 'stopped') return { do: 'write' };
  return carry(letter, facts, rules, now);
}

function choose(facts: ReferOutFacts, rules: ReferOutRules, now: Date): ReferOutStep {
  const chooseAt = new Date(facts.createdAt.getTime() + CHOOSE_WITHIN_MS);
  const isDue = facts.wasDeclined || facts.offer?.failed === true || now >= chooseAt;
  if (isDue && !facts.isAskedToChoose) return { do: 'ask_to_choose' };
  return until(facts, rules, now, isDue ? [] : [chooseAt]);
}

function offerOrCheck(facts: ReferOutFacts, rules: ReferOutRules, now: Date): ReferOutStep {
  if (facts.handedOverAt === null && facts.offer?.status === 'queued')
    return carry(facts.offer, facts, rules, now);
  const checks = [rules.checkAfterMs, rules.checkAgainMs].map((ms) => new Date(since(facts).getTime() + ms));
  const passed = checks.findLast((at) => at <= now);
  if (passed && (facts.checkedAt === null || facts.checkedAt < passed)) return { do: 'ask_how_it_went' };
  return until(facts, rules, now, checks);
}

/** Sends what is due; while the practice pauses nothing leaves. */
function carry(mail: CarriedMessage, facts: ReferOutFacts, rules: ReferOutRules, now: Date): ReferOutStep {
  if (mail.status !== 'queued' || rules.paused) return until(facts, rules, now);
  if (mail.dueAt > now) return until(facts, rules, now, [mail.dueAt]);
  const carriage = decideCarriage(mail, now, rules.searchLagMs, 'hold');
  return carriage.do === 'wait'
    ? until(facts, rules, now, [carriage.at])
    : { do: 'send', messageId: mail.id };
}

/** From when silence counts: the handover, else the yes, the e-mail with names, the beginning. */
function since({ handedOverAt, consentedAt, offeredAt, createdAt }: ReferOutFacts): Date {
  return handedOverAt ?? consentedAt ?? offeredAt ?? createdAt;
}

function giveUpAt(facts: ReferOutFacts, rules: ReferOutRules): Date {
  return new Date(since(facts).getTime() + rules.giveUpAfterMs);
}

/** Waits for the next moment, for a day at most. */
function until(facts: ReferOutFacts, rules: ReferOutRules, now: Date, moments: Date[] = []): ReferOutStep {
  const ahead = [...moments, giveUpAt(facts, rules)].filter((at) => at > now).map((at) => at.getTime());
  return { do: 'wait', at: new Date(Math.min(...ahead, now.getTime() + LOOK_AGAIN_MS)) };
}
