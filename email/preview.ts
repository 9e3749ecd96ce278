import { countWords } from './count-words.ts';
import { lintTemplate, type Finding } from './lint.ts';
import { renderMessage, renderText, type SenderOf } from './render.ts';
import { TEMPLATES } from './templates/catalogue.ts';
import type { SampleName } from './templates/samples.ts';
import { asMail, type Words } from './templates/words-of.ts';

export type Previewed = {
  subject?: string;
  text: string;
  html?: string;
  words: number;
  findings: Finding[];
};

/** A preview with sample data; real data is never used. */
export function preview(words: Words, sample: SampleName, practice: SenderOf): Previewed {
  const context = TEMPLATES[words.id].samples[sample];
  const findings = lintTemplate(words.id, words.source);
  const mail = asMail(words);
  if (mail) {
    const { subject, text, html } = renderMessage(mail, context, practice);
    return { subject, text, html, words: countWords(text), findings };
  }
  const text = renderText(words, context);
  return { text, words: countWords(text), findings };
}
