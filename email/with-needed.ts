import type { Envelope } from './envelope.ts';

/** A sentence that a note is of no use without, and the link or number in it. */
export type Needed = { value: string; sentence: string };

/**
 * A note that holds all of this, whoever wrote its words: what they leave out stands below them. A person who writes
 * their own lines does not know the link of the form or of the survey.
 */
export async function withNeeded(
  ownWords: string | null,
  needed: readonly Needed[],
  render: (ownWords: string | null) => Promise<Envelope | null>,
): Promise<Envelope | null> {
  const asWritten = await render(ownWords);
  if (asWritten === null) return null;
  const missing = needed.filter(({ value }) => !asWritten.text.includes(value));
  if (missing.length === 0) return asWritten;
  return render([ownWords, ...missing.map(({ sentence }) => sentence)].filter(Boolean).join('\n\n'));
}
