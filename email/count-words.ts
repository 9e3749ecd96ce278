/** Counts words as a reader does: a link is one word, a number one for each group. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;
}
