import type { Template } from 'liquidjs';
import { SUBJECTS, type Subject } from '../policy/words.ts';
import { liquid } from './liquid.ts';
import { oneLine } from './one-line.ts';
import { TEMPLATES, type TemplateId } from './templates/catalogue.ts';
import { wordsOf } from './templates/words-of.ts';
import { textToHtml } from './text-to-html.ts';

export type Rendered = { subject: string; text: string; html: string; templateVersion: string };
export type SenderOf = { neutralSenderName: string; locale: string };

const parsed = new Map<TemplateId, Template[]>();

/** The words of one e-mail; a context that does not fit its template throws rather than print a gap. */
export function renderMessage(id: TemplateId, context: unknown, practice: SenderOf): Rendered {
  const { source, version } = wordsOf(id);
  const template = parsed.get(id) ?? liquid.parse(source);
  parsed.set(id, template);
  const text = renderText(id, template, context);
  return {
    subject: subjectLine(TEMPLATES[id].subject, practice.neutralSenderName),
    text,
    html: textToHtml(text, practice.locale),
    templateVersion: version,
  };
}

/** The text of any words that use this template's variables: the ones in force, or ones somebody would like to use. */
export function renderText(id: TemplateId, template: Template[], context: unknown): string {
  const values = TEMPLATES[id].variables.parse(context);
  return String(liquid.renderSync(template, values)).trim();
}

/** A subject of the closed list, with the practice's own neutral name where it has one. */
export function subjectLine(subject: Subject, neutralSenderName: string): string {
  return oneLine(SUBJECTS[subject].replace('{neutral_sender_name}', () => neutralSenderName));
}
