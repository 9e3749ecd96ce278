import type { Finding } from './lint-findings.ts';
import { CannotWrite } from './cannot-write.ts';
import { asMessage, renderText, type Rendered, type SenderOf } from './render.ts';
import type { MailId, TemplateId } from './templates/catalogue.ts';
import type { Words } from './templates/words-of.ts';
import { WordsThread } from './words-thread.ts';

export { CannotWrite } from './cannot-write.ts';

const thread = new WordsThread();

/**
 * These words, filled in: the built-in ones at once, those that a practice wrote in a thread of their own with a deadline.
 * Throws `CannotWrite` where a practice's words cannot be filled in.
 */
export async function writeText(words: Words, context: unknown): Promise<string> {
  const { id, source, writtenBy } = words;
  if (writtenBy === null) return renderText(words, context);
  const answer = await thread.run(writtenBy, { do: 'render', id, source, context });
  if (answer.did === 'render') return answer.text;
  throw new CannotWrite('fault');
}

/** One e-mail in these words. */
export async function writeMessage(
  words: Words<MailId>,
  context: unknown,
  practice: SenderOf,
): Promise<Rendered> {
  return asMessage(words, await writeText(words, context), practice);
}

/** Every finding about words that a practice wrote, found in the same thread; throws `CannotWrite` where it takes too long. */
export async function lintOwn(id: TemplateId, source: string, writtenBy: string): Promise<Finding[]> {
  const answer = await thread.run(writtenBy, { do: 'lint', id, source });
  if (answer.did === 'lint') return answer.findings;
  throw new CannotWrite('fault');
}
