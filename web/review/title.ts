import type { ReviewKind } from '../../policy/reviews/review-terms.ts';
import { firstDay } from '../../policy/reviews/review-period.ts';
import type { Words } from '../words/words.ts';

/** "Review, October 2026", "Review, last quarter of 2026". */
export function titleOf({ kind, period }: { kind: ReviewKind; period: string }, words: Words): string {
  const first = firstDay(kind, period);
  if (kind === 'monthly') {
    const month = first.toLocaleString(words.language, { month: 'long', year: 'numeric' });
    return words.say('reviews.ofMonth', { month });
  }
  return words.say('reviews.ofQuarter', {
    quarter: String(Math.ceil(first.month / 3)),
    year: String(first.year),
  });
}
