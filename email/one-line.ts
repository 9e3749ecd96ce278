/** What could break a line, a header or the direction of the writing. */
const BREAKS = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** A value that is safe in a subject or a sentence: one line, without invisible control characters. */
export function oneLine(value: string): string {
  return value.replace(BREAKS, ' ').replace(/ {2,}/g, ' ').trim();
}
