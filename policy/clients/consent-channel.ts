/** Channels that leave a record in the person's own hand; any other name of a channel is not in writing. */
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

/** Whether a consent through this channel is a written authorisation (US_STRICT, §2.9). */
export function isInWriting(channel: string): boolean {
  return IN_WRITING.has(
    channel
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_'),
  );
}
