import type { PracticeCapacity } from './practice-capacity.ts';
import { monthInWords } from './statement-words.ts';

/**
 * What a mail to a colleague says of it by the way: only while the practice is full and tells those who send people
 * (S73a), and not to a colleague for whose people places are kept. Null: nothing.
 */
export function capacityLine(
  { status, mode, nextOpening, placesFor }: PracticeCapacity,
  professionalId: string,
): string | null {
  if (status !== 'full' || mode !== 'tell_referrers' || placesFor.includes(professionalId)) return null;
  return nextOpening === null
    ? "Just so you know: we're full just now."
    : `Just so you know: we're full until about ${monthInWords(nextOpening)}.`;
}
