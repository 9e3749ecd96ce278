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

const SCORE =
  /(?<![\p{N}/])\p{N}{1,3}(?:[.,]\p{N}+)?\s*(?:\/|out of)\s*(?:5|10|40|100)(?![\p{N}/])|\bscored?\s+(?:of\s+)?\p{N}/iu;

/** The phrases of a list that stand in a text as whole words, whatever their case, accents or hidden characters. */
export function phrasesIn(text: string, phrases: readonly string[]): string[] {
  const plain = foldForSearch(text);
  return phrases.filter((phrase) => {
    const words = foldForSearch(phrase)
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => RegExp.escape(word));
    if (words.length === 0) return false;
    return new RegExp(`(?<![\\p{L}\\p{N}])${words.join('\\s+')}(?![\\p{L}\\p{N}])`, 'u').test(plain);
  });
}

/** Whether a text gives a mark, such as 8/10. */
export function hasScore(text: string): boolean {
  return SCORE.test(text);
}

function foldForSearch(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[’‘ʼ]/g, "'")
    .toLowerCase()
    .trim();
}
