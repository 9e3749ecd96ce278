import { ReferralEvent, type REFERRAL_EVENTS } from '../entities/referral-event.ts';
import type { Referral } from '../entities/referral.ts';
import type { Tx } from './transaction.ts';

export type ReferralEventKind = (typeof REFERRAL_EVENTS)[number];

/** Adds a line to a referral's timeline; `why` is an enum of the rules, never free text. */
export function addEvent(
  tx: Tx,
  referral: Referral,
  what: ReferralEventKind,
  why: string | null = null,
): ReferralEvent {
  referral.updatedAt = tx.now;
  return tx.em.create(ReferralEvent, {
    practiceId: tx.practiceId,
    referral,
    what,
    at: tx.now,
    by: tx.actor.staffId,
    why,
  });
}
