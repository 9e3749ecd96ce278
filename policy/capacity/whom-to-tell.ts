import { whyNotEmail, type ColleagueWishes, type MayNotEmail } from '../broadcasts/leave-out.ts';
import type { FullMode } from './capacity-terms.ts';

/** What is known of a colleague who may be told; `toldAt` and `toldAgainAt`: the latest time each, by whatever way. */
export type ToldFacts = ColleagueWishes & {
  isErased: boolean;
  /** One of those who send most (4.5b). */
  isTop: boolean;
  toldAt: Date | null;
  toldByHand: boolean;
  toldAgainAt: Date | null;
};

/** The time of being full that is told of: whoever was told since `since` belongs to it. */
export type ToldSpell = { since: Date; mode: FullMode };

export type LeftOutOfFull =
  | MayNotEmail
  | 'erased'
  | 'not_full'
  | 'not_top'
  | 'places_kept'
  | 'told_already'
  | 'told_lately';

type AroundFull = {
  spell: ToldSpell;
  /** By a statement that still stands. */
  isFull: boolean;
  keepsPlaces: boolean;
  minGapMs: number;
  now: Date;
};

/**
 * Why a colleague is not told by e-mail that we are full (M10); null where they are (S73a). Meant are those who send most
 * and those who asked to be kept posted; nobody twice in one time of being full, nor within `minGapMs` (4.5d).
 */
export function whyNotFull(facts: ToldFacts, around: AroundFull): LeftOutOfFull | null {
  const { spell, minGapMs, now } = around;
  const { toldAt } = facts;
  if (facts.isErased) return 'erased';
  if (!around.isFull) return 'not_full';
  if (!facts.isTop && !facts.keepPostedAt) return 'not_top';
  if (around.keepsPlaces) return 'places_kept';
  if (waitsToHear(facts, spell)) return 'told_already';
  if (toldAt && now.getTime() - toldAt.getTime() < minGapMs) return 'told_lately';
  return whyNotEmail(facts);
}

/** Those for whom a person has to ring, because no e-mail may go (S73a). */
const MAY_NOT_EMAIL: readonly string[] = [
  'opted_out',
  'suppressed',
  'may_not',
  'no_email',
  'sole_trader',
] satisfies MayNotEmail[];
export function isForAPerson(why: string): boolean {
  return MAY_NOT_EMAIL.includes(why);
}

export type LeftOutOfAgain = MayNotEmail | 'erased' | 'not_told' | 'told_already' | typeof TOLD_BY_HAND;
export const TOLD_BY_HAND = 'told_by_hand';

/**
 * Why a colleague does not hear by e-mail that there is room again (M12); null where they do (S74a): who was told that we
 * are full and has not heard since, by hand where it was by hand; and, where colleagues are told at all, who asked
 * meanwhile to be kept posted.
 */
export function whyNotAgain(facts: ToldFacts, spell: ToldSpell): LeftOutOfAgain | null {
  if (facts.isErased) return 'erased';
  if (waitsToHear(facts, spell)) return facts.toldByHand ? TOLD_BY_HAND : whyNotEmail(facts);
  if (facts.toldAgainAt && facts.toldAgainAt >= spell.since) return 'told_already';
  const { keepPostedAt } = facts;
  const hasAsked = spell.mode === 'tell_referrers' && keepPostedAt !== null && keepPostedAt >= spell.since;
  return hasAsked ? whyNotEmail(facts) : 'not_told';
}

/** They were told in this time that we are full, and not since that there is room. */
function waitsToHear({ toldAt, toldAgainAt }: ToldFacts, { since }: ToldSpell): boolean {
  return toldAt !== null && toldAt >= since && !(toldAgainAt !== null && toldAgainAt >= toldAt);
}
