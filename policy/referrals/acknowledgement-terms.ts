export const ACKNOWLEDGEMENT_STATUSES = [
  'due',
  'sent',
  'done_by_hand',
  'not_permitted',
  'needs_person',
  'let_go',
  'would_send',
] as const;
export type AcknowledgementStatus = (typeof ACKNOWLEDGEMENT_STATUSES)[number];

export const LEARNED_FROM = ['referrer', 'professional_letter', 'link', 'enquirer'] as const;
export type LearnedFrom = (typeof LEARNED_FROM)[number];

export const BY_HAND = ['phone', 'card', 'in_person'] as const;

export const HAND_OVER_REASONS = [
  'unmatched',
  'strangers',
  'too_old',
  'too_late',
  'no_email',
  'suppressed',
  'refused',
  'bounced',
  'complained',
  'unknown_outcome',
  'cannot_write',
  'referrer_deceased',
  'referrer_held',
  'referrer_complaint',
  'referrer_ended',
] as const;
export type HandOverReason = (typeof HAND_OVER_REASONS)[number];
