import type { Template } from 'liquidjs';
import { SUBJECTS, type Subject } from '../policy/outbound-mail/subjects.ts';
import { BoundedCache } from './bounded-cache.ts';
import { liquid } from './liquid.ts';
import { oneLine } from './one-line.ts';
import { TEMPLATES, type MailId } from './templates/catalogue.ts';
import type { Words } from './templates/words-of.ts';
import { textToHtml } from './text-to-html.ts';

export type Rendered = { subject: string; text: string; html: string; templateVersion: string };
export type SenderOf = { neutralSenderName: string; locale: string };

/** The cache key is the source itself, so that one practice's words never stand in for another's. */
const parsed = new BoundedCache<Template[]>(100);

/** One e-mail in these words; a context that does not fit them throws rather than print a gap. */
export function renderMessage(words: Words<MailId>, context: unknown, practice: SenderOf): Rendered {
  const text = renderText(words, context);
  return {
    subject: subjectLine(TEMPLATES[words.id].subject, practice.neutralSenderName),
    text,
    html: textToHtml(text, practice.locale),
    templateVersion: words.version,
  };
}

/** Renders the given words to text: those in force, or a draft. */
export function renderText({ id, source }: Words, context: unknown): string {
  const values = TEMPLATES[id].variables.parse(context);
  const template = parsed.get(source, () => liquid.parse(source));
  return String(liquid.renderSync(template, values)).trim();
}

/** A subject of the closed list, with the practice's own neutral name where it has one. */
export function subjectLine(subject: Subject, neutralSenderName: string): string {
  return oneLine(SUBJECTS[subject].replace('{neutral_sender_name}', () => neutralSenderName));
}
