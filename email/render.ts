import type { Template } from 'liquidjs';
import { SUBJECTS, type Subject } from '../policy/outbound-mail/subjects.ts';
import { BoundedCache } from './bounded-cache.ts';
import { liquid, LONGEST_TEXT } from './liquid.ts';
import { oneLine } from './one-line.ts';
import { TEMPLATES, type MailId } from './templates/catalogue.ts';
import type { Words } from './templates/words-of.ts';
import { textToHtml } from './text-to-html.ts';

export type Rendered = { subject: string; text: string; html: string; templateVersion: string };
export type SenderOf = { neutralSenderName: string; locale: string };

/** The cache key is the source itself, so that one practice's words never stand in for another's. */
const parsed = new BoundedCache<Template[]>(100);

/**
 * Renders the given words to text, here and now: the built-in ones, or in the thread for words that a practice wrote
 * (`write.ts`). A context that does not fit them throws rather than print a gap.
 */
export function renderText({ id, source }: Pick<Words, 'id' | 'source'>, context: unknown): string {
  const values = TEMPLATES[id].variables.parse(context);
  const template = parsed.get(source, () => liquid.parse(source));
  const text = String(liquid.renderSync(template, values)).trim();
  if (text.length > LONGEST_TEXT) throw new Error(`it is longer than ${LONGEST_TEXT} characters`);
  return text;
}

/** One e-mail around its text. */
export function asMessage(words: Words<MailId>, text: string, practice: SenderOf): Rendered {
  return {
    subject: subjectLine(TEMPLATES[words.id].subject, practice.neutralSenderName),
    text,
    html: textToHtml(text, practice.locale),
    templateVersion: words.version,
  };
}

/** A subject of the closed list, with the practice's own neutral name where it has one. */
export function subjectLine(subject: Subject, neutralSenderName: string): string {
  return oneLine(SUBJECTS[subject].replace('{neutral_sender_name}', () => neutralSenderName));
}
