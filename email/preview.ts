import { countWords } from './count-words.ts';
import { lintTemplate, type Finding } from './lint.ts';
import type { SenderOf } from './render.ts';
import { lintOwn, writeMessage, writeText } from './write.ts';
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
export async function preview(words: Words, sample: SampleName, practice: SenderOf): Promise<Previewed> {
  const context = TEMPLATES[words.id].samples[sample];
  const { id, source, writtenBy } = words;
  const findings = writtenBy === null ? lintTemplate(id, source) : await lintOwn(id, source, writtenBy);
  const mail = asMail(words);
  if (mail) {
    const { subject, text, html } = await writeMessage(mail, context, practice);
    return { subject, text, html, words: countWords(text), findings };
  }
  const text = await writeText(words, context);
  return { text, words: countWords(text), findings };
}
