/**
 * Words that say what people come to the practice for; never in a subject, nor where a passer-by could read them
 * (§3.6).
 */
export const CLINICAL_WORDS = [
  'therapy',
  'therapies',
  'therapist',
  'therapists',
  'counselling',
  'counseling',
  'counsellor',
  'counselor',
  'session',
  'sessions',
  'treatment',
  'treatments',
  'client',
  'clients',
  'patient',
  'patients',
  'diagnosis',
  'diagnoses',
] as const;

/** Words that would tell a referrer what became of the referred person (§3.2). */
export const OUTCOME_WORDS = [
  'booked',
  'attended',
  'started',
  'came',
  'now a client',
  'got in touch',
  'appointment',
  'waiting list',
] as const;

/** Commercial or pressing words: there is no reward for a referral, and no urgency (D6, S4, S35). */
export const TRADE_WORDS = [
  'reward',
  'rewards',
  'discount',
  'discounts',
  'voucher',
  'vouchers',
  'free',
  'gift',
  'gifts',
  'credit',
  'credits',
  "don't forget",
  'last chance',
] as const;
