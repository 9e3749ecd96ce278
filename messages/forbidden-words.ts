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

/** Words that press, praise or offer: a prompt does none of it (S4). */
export const SALES_WORDS = [
  'hurry',
  'today only',
  'act now',
  'now or never',
  'limited time',
  'limited places',
  'while places last',
  'as soon as possible',
  'urgent',
  'urgently',
  'deadline',
  "don't wait",
  "don't miss",
  "don't delay",
  'offer',
  'offers',
  'deal',
  'deals',
  'half price',
  'bonus',
  'prize',
  'prizes',
  'the most',
  'best',
  'finest',
  'greatest',
  'kindest',
  'friendliest',
  'nicest',
  'cheapest',
  'fastest',
  'quickest',
  'easiest',
  'number one',
  'top-rated',
  'award-winning',
  'world-class',
  'leading',
  'outstanding',
  'exceptional',
  'amazing',
  'incredible',
  'unbeatable',
  'life-changing',
] as const;

/** A second request beside the one to pass our name on; public praise is never asked for (§2.1). */
export const OTHER_ASKS = [
  'review',
  'reviews',
  'testimonial',
  'testimonials',
  'rate us',
  'follow us',
  'like us',
  'sign up',
  'book now',
  'book today',
  'forward this',
  'share this',
  'reply to',
  'let us know',
  'tell us',
] as const;

/** Words that ask somebody to pass our name on. */
export const ASKING_WORDS = [
  'if you know someone',
  'if you know anyone',
  "we'd love to hear",
  'you could say',
  'you could simply say',
  'recommend us',
  'tell a friend',
  'tell your friends',
  'refer a friend',
  'send us',
  'pass on our',
  'pass our name',
  'spread the word',
  'would you',
  'could you',
  'please',
] as const;

/** Words that leave it to the reader; every prompt has one of them (S2). */
export const PERMISSION_WORDS = [
  'only if',
  'no need',
  'no pressure',
  'no obligation',
  "needn't",
  "don't have to",
  'if it never comes up',
  'up to you',
  'you are welcome to',
  "you're welcome to",
] as const;

const SCORE =
  /(?<![\p{N}/])\p{N}{1,3}(?:[.,]\p{N}+)?\s*(?:\/|out of)\s*(?:5|10|40|100)(?![\p{N}/])|\bscored?\s+(?:of\s+)?\p{N}/iu;

export type Place = { phrase: string; at: number };

/** The phrases of a list that stand in a text as whole words, whatever their case, accents or hidden characters. */
export function phrasesIn(text: string, phrases: readonly string[]): string[] {
  const found = new Set(placesOf(text, phrases).map(({ phrase }) => phrase));
  return phrases.filter((phrase) => found.has(phrase));
}

/** Everywhere such a phrase stands, in the order of the list. */
export function placesOf(text: string, phrases: readonly string[]): Place[] {
  const { plain, origins } = foldForSearch(text);
  return phrases.flatMap((phrase) => {
    const words = foldForSearch(phrase)
      .plain.split(/\s+/)
      .filter(Boolean)
      .map((word) => RegExp.escape(word));
    if (words.length === 0) return [];
    const wholeWords = new RegExp(`(?<![\\p{L}\\p{N}])${words.join('\\s+')}(?![\\p{L}\\p{N}])`, 'gu');
    return [...plain.matchAll(wholeWords)].map(({ index }) => ({ phrase, at: origins[index] ?? 0 }));
  });
}

/** Whether a text gives a mark, such as 8/10. */
export function hasScore(text: string): boolean {
  return SCORE.test(text);
}

/** The text as it is searched, and where each of its characters stands in the original. */
function foldForSearch(text: string): { plain: string; origins: number[] } {
  const origins: number[] = [];
  let plain = '';
  let index = 0;
  for (const character of text) {
    const folded = character
      .normalize('NFKD')
      .replace(/[\p{M}\p{Cf}]/gu, '')
      .replace(/[’‘ʼ]/g, "'")
      .toLowerCase();
    plain += folded;
    for (let unit = 0; unit < folded.length; unit += 1) origins.push(index);
    index += character.length;
  }
  return { plain, origins };
}
