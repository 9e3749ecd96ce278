/** Where a person's own hand or tap is on record; whatever else a channel may be called, nothing is on paper. */
const IN_WRITING: ReadonlySet<string> = new Set([
  'email',
  'form',
  'intake_form',
  'letter',
  'link',
  'page',
  'paper',
  'portal',
  'qr',
  'review_form',
  'slip',
  'written',
]);

/** Whether a yes that came this way is a written authorisation (US_STRICT, §2.9). */
export function isInWriting(channel: string): boolean {
  return IN_WRITING.has(
    channel
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_'),
  );
}
