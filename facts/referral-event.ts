import { randomUUIDv7 } from 'node:crypto';
import { appendRow } from '../entities/appended-rows.ts';
import { ReferralEvent, type REFERRAL_EVENTS } from '../entities/referral-event.ts';
import type { Referral } from '../entities/referral.ts';
import type { Tx } from './transaction.ts';

export type ReferralEventKind = (typeof REFERRAL_EVENTS)[number];
/** What a timeline shows of an event. */
export type TimelineEvent = Pick<ReferralEvent, 'what' | 'at' | 'by' | 'why'>;

/** Adds a line to a referral's timeline; `why` is an enum of the rules, never free text. */
export function addEvent(
  tx: Tx,
  referral: Referral,
  what: ReferralEventKind,
  why: string | null = null,
): TimelineEvent {
  const { em, practiceId, now, actor } = tx;
  referral.updatedAt = now;
  const event = { what, at: now, by: actor.staffId, why };
  appendRow(em, ReferralEvent, {
    practiceId,
    id: randomUUIDv7(),
    referral: [practiceId, referral.id],
    ...event,
  });
  return event;
}
