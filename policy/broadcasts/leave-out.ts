import { DAY_MS } from '../calendar/units.ts';
import type { HandOverReason } from '../referrals/acknowledgement-terms.ts';
import { whyByHand, type ReferrerFacts } from '../referrals/thanks.ts';

/** Whoever sent somebody this long ago, or later, is thanked for the quarter (S52, §5c). */
export const THANKED_FOR_DAYS = 92;
/** A colleague has no second such thanks within this time. */
export const COLLEAGUE_RESTS_DAYS = 60;

/** What is known of a colleague's wish to be written to; moments are null where it has not happened. */
export type ColleagueWishes = {
  optedOutAt: Date | null;
  keepPostedAt: Date | null;
  mayEmail: boolean | null;
  soleTrader: boolean | null;
  hasEmail: boolean;
  isSuppressed: boolean;
};

export type MayNotEmail = 'opted_out' | 'suppressed' | 'may_not' | 'no_email' | 'sole_trader';

/** Why a colleague may not be e-mailed unasked; null where they may (4.5f). Their latest own word counts. */
export function whyNotEmail(wishes: ColleagueWishes): MayNotEmail | null {
  const { optedOutAt, keepPostedAt } = wishes;
  if (optedOutAt && !(keepPostedAt && keepPostedAt > optedOutAt)) return 'opted_out';
  if (wishes.isSuppressed) return 'suppressed';
  if (wishes.mayEmail === false) return 'may_not';
  if (!wishes.hasEmail) return 'no_email';
  return keepPostedAt || wishes.soleTrader === false ? null : 'sole_trader';
}

export type ColleagueFacts = ColleagueWishes & {
  isErased: boolean;
  /** Somebody came through them in the time that is thanked for. */
  hasSent: boolean;
  thankedAt: Date | null;
  /** The latest e-mail that they did not ask for, of whatever kind. */
  writtenToAt: Date | null;
};

export type LeftOutColleague =
  | MayNotEmail
  | 'erased'
  | 'nobody_sent'
  | 'thanked_lately'
  | 'written_to_lately';

/** Why a colleague is not thanked for the quarter; null where they are. `minGapMs`: the practice's `relationships.minGap`. */
export function whyNotColleague(facts: ColleagueFacts, minGapMs: number, now: Date): LeftOutColleague | null {
  const within = (at: Date | null, ms: number): boolean => at !== null && now.getTime() - at.getTime() < ms;
  if (facts.isErased) return 'erased';
  if (!facts.hasSent) return 'nobody_sent';
  const mayNot = whyNotEmail(facts);
  if (mayNot) return mayNot;
  if (within(facts.thankedAt, COLLEAGUE_RESTS_DAYS * DAY_MS)) return 'thanked_lately';
  return within(facts.writtenToAt, minGapMs) ? 'written_to_lately' : null;
}

export type PersonalFacts = Omit<ReferrerFacts, 'known'> & {
  isErased: boolean;
  /** Their own statement is held, of the time that is thanked for, and has been thanked for (D4). */
  hasSaidSo: boolean;
};

export type LeftOutPersonal =
  | 'erased'
  | 'nothing_said'
  | 'deceased'
  | 'held'
  | 'complaint'
  | 'ended_by_practice'
  | 'no_email'
  | 'do_not_email'
  | 'suppressed';

/**
 * Why a client is not thanked for the quarter; null where they are. Whoever would not be thanked by the machine for one
 * referral is not for the quarter either, and nobody whose statement we do not hold (D4, S52).
 */
export function whyNotPersonal(facts: PersonalFacts): LeftOutPersonal | null {
  if (facts.isErased) return 'erased';
  if (!facts.hasSaidSo) return 'nothing_said';
  if (facts.hasEmail && facts.doNotEmail && mayOtherwise(facts)) return 'do_not_email';
  const why = whyByHand({ ...facts, known: true });
  return why && (BY_HAND_BECAUSE[why] ?? 'suppressed');
}

/** What a person would decide about one thanks is not decided by the machine for the quarter. */
const BY_HAND_BECAUSE: Readonly<Partial<Record<HandOverReason, LeftOutPersonal>>> = {
  referrer_deceased: 'deceased',
  referrer_held: 'held',
  referrer_complaint: 'complaint',
  referrer_ended: 'ended_by_practice',
  no_email: 'no_email',
};

function mayOtherwise(facts: PersonalFacts): boolean {
  return whyByHand({ ...facts, known: true, doNotEmail: false, suppressed: false }) === null;
}

/** Somebody on the list of a broadcast before it is frozen. */
export type Candidate<Why extends string> = {
  id: string;
  address: string | null;
  why: Why | null;
  /** When they last had an e-mail of this kind, and when they last wrote or sent somebody. */
  lastHadAt: Date | null;
  lastAnsweredAt: Date | null;
};

/** Nobody hears it twice because they stand here twice; with `not_answered`, nobody who wrote or sent somebody since. */
export function whyLeftOut<Why extends string>(
  candidates: readonly Candidate<Why>[],
  onlyTo: 'not_answered' | null,
): ReadonlyMap<string, Why | 'answered' | 'same_address'> {
  const left = new Map<string, Why | 'answered' | 'same_address'>();
  const addresses = new Set<string>();
  for (const { id, address, why, lastHadAt, lastAnsweredAt } of candidates) {
    const hasAnswered = lastHadAt !== null && lastAnsweredAt !== null && lastAnsweredAt > lastHadAt;
    if (why) left.set(id, why);
    else if (onlyTo === 'not_answered' && hasAnswered) left.set(id, 'answered');
    else if (address !== null && addresses.has(address)) left.set(id, 'same_address');
    else if (address !== null) addresses.add(address);
  }
  return left;
}
