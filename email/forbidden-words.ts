/** Words that say what somebody comes to us for; never in a subject, nor where a passer-by reads them (§3.6). */
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

/** Words that tell a referrer what became of the person they sent; nobody who is thanked may learn it (§3.2). */
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

/** Words of trade and of pressure: there is no reward for a good word, and no hurry (D6, S4, S35). */
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
