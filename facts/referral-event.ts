import { ReferralEvent, type REFERRAL_EVENTS } from '../entities/referral-event.ts';
import type { Referral } from '../entities/referral.ts';
import type { Fact } from './transaction.ts';

export type ReferralHappening = (typeof REFERRAL_EVENTS)[number];

/** Adds a line to a referral's timeline; `why` is an enum of the rules, never free text. */
export function noteEvent(
  fact: Fact,
  referral: Referral,
  what: ReferralHappening,
  why: string | null = null,
): ReferralEvent {
  referral.updatedAt = fact.now;
  return fact.em.create(ReferralEvent, {
    practiceId: fact.practiceId,
    referral,
    what,
    at: fact.now,
    by: fact.actor.staffId,
    why,
  });
}
