/** "Not now", as a code: why is neither asked nor kept (§2.3). */
export const HOLD_CODES = [
  'held',
  'minor',
  'complaint',
  'unpaid',
  'third_party_payer',
  'shared_work',
  'fee_review',
  'do_not_email',
] as const;
export type HoldCode = (typeof HOLD_CODES)[number];

/** What a client can say about being prompted (§2.2); who has said nothing has no consent on record. */
export const CONSENT_STATUSES = ['given', 'declined', 'withdrawn'] as const;
export type ConsentStatus = (typeof CONSENT_STATUSES)[number];

/** What became of an appointment. */
export const SESSION_STATUSES = ['booked', 'attended', 'dna', 'late_cancel', 'cancelled'] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];
