import type { PlaceByHand } from '../capacity/capacity-terms.ts';
import { dateInWords, listInWords } from '../manual/in-words.ts';

/** What the practice says of its places when a review is made; dates of its calendar. Names nobody. */
export type SaidOfPlaces = {
  /** As it was last said, with its date; null: nobody ever said anything. */
  statement: string | null;
  statedOn: string | null;
  /** The last day on which it stood, where it stands no more. */
  expiredOn: string | null;
  /** Places that are changed by hand and do not say it. */
  oldPlaces: readonly PlaceByHand[];
};

/** The question of the review, with what there is to look at (§5.8). */
export function askOfPlaces({ statement, expiredOn, oldPlaces }: SaidOfPlaces): string {
  if (statement === null)
    return 'We say nothing about our places: everywhere "please ask" is read. Is there something to say?';
  const asks = expiredOn
    ? `What we said about our places expired on ${dateInWords(expiredOn)}, so that "please ask" is read: "${statement}" Say it anew.`
    : `We say of our places: "${statement}" Is it still true?`;
  return oldPlaces.length === 0 ? asks : `${asks} Not noted as changed: ${listInWords(oldPlaces)}.`;
}
