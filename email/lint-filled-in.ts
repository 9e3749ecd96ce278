import { countWords } from './count-words.ts';
import { CLINICAL_WORDS } from './forbidden-words.ts';
import { aboutAll, showsTooEarly, type Finding } from './lint-findings.ts';
import { PREHEADER_CHARACTERS } from './lint-own-words.ts';
import { oneLinkFindings, promptFindings } from './lint-prompt.ts';
import { phrasesIn } from './phrases.ts';
import { renderText } from './render.ts';
import { TEMPLATES, type TemplateId } from './templates/catalogue.ts';
import { SAMPLE_NAMES, type SampleName } from './templates/samples.ts';
import type { Mail, Page } from './templates/template.ts';

export type FilledIn = {
  sample: SampleName;
  text: string;
  values: Readonly<Record<string, unknown>>;
  /** The same where one variable has no value. */
  without: (name: string) => string;
  /** The same where one variable has the value of the usual sample, if the message knows it. */
  withUsual: (name: string) => string;
};

const LONGEST_THANKS_WORDS = 80;

/** These words with every sample; throws where they cannot be filled in. */
export function fillIn(id: TemplateId, source: string): FilledIn[] {
  const { samples, variables } = TEMPLATES[id];
  return SAMPLE_NAMES.map((sample) => ({
    sample,
    text: renderText({ id, source }, samples[sample]),
    values: variables.parse(samples[sample]),
    without: (name) => renderText({ id, source }, { ...samples[sample], [name]: undefined }),
    withUsual: (name) =>
      renderText(
        { id, source },
        name in samples.typical ? { ...samples[sample], [name]: samples.typical[name] } : samples[sample],
      ),
  }));
}

/** Findings that need rendered samples: length, beginning, what is missing or there twice. */
export function filledInFindings(id: TemplateId, filledIn: readonly FilledIn[]): Finding[] {
  const template = TEMPLATES[id];
  const empty = filledIn.some(({ text }) => text === '') ? [aboutAll('There are no words.')] : [];
  if (template.form === 'mail') return [...empty, ...mailFindings(template, filledIn)];
  if (template.form === 'page') return [...empty, ...lineFindings(template, filledIn)];
  if (template.part === 'prompt') return [...empty, ...promptFindings(filledIn)];
  const usual = filledIn.filter(({ sample }) => sample === 'typical' || sample === 'bare');
  return [...empty, ...usual.flatMap(({ text }) => oneLinkFindings(text))];
}

function mailFindings(
  { isAcknowledgement, allowedWords, places, notEarly }: Mail,
  filledIn: readonly FilledIn[],
): Finding[] {
  const onlyLater = isAcknowledgement ? allowedWords : CLINICAL_WORDS;
  return filledIn.flatMap(({ sample, text, values, without, withUsual }) => [
    ...phrasesIn(text.slice(0, PREHEADER_CHARACTERS), onlyLater).map((word) =>
      aboutAll(showsTooEarly(word, PREHEADER_CHARACTERS)),
    ),
    ...(isAcknowledgement && sample === 'bare' ? thanksLengthFindings(withUsual('capacity_line')) : []),
    ...places
      .filter((name) => !hasItsPlace(text, values[name]))
      .map((name) =>
        aboutAll(`“${name}” needs its place: whatever is put there stands in the mail, once, in every case.`),
      ),
    ...notEarly
      .filter((name) => !beginsAlike(text, without(name)))
      .map((name) => aboutAll(showsTooEarly(name, PREHEADER_CHARACTERS))),
  ]);
}

/** Whether nothing differs where a locked phone shows the beginning of a mail. */
export function beginsAlike(text: string, other: string): boolean {
  return text.slice(0, PREHEADER_CHARACTERS) === other.slice(0, PREHEADER_CHARACTERS);
}

function hasItsPlace(text: string, value: unknown): boolean {
  return typeof value !== 'string' || text.split(value).length === 2;
}

function thanksLengthFindings(text: string): Finding[] {
  const length = countWords(text);
  return length > LONGEST_THANKS_WORDS
    ? [aboutAll(`It has ${length} words; thanks are short, ${LONGEST_THANKS_WORDS} at most.`)]
    : [];
}

function lineFindings({ lines }: Page, filledIn: readonly FilledIn[]): Finding[] {
  if (lines === null) return [];
  return filledIn
    .map(({ text }) => text.split('\n').filter((line) => line.trim() !== '').length)
    .filter((count) => count !== lines.length)
    .map((count) =>
      aboutAll(`It has ${count} lines; the page needs ${lines.length}, in this order: ${lines.join(', ')}.`),
    );
}
