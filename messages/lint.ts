import type { Template } from 'liquidjs';
import { z } from 'zod';
import { SUBJECTS } from '../policy/words.ts';
import { CLINICAL_WORDS, OUTCOME_WORDS, phrasesIn } from './forbidden-words.ts';
import { saysWhatFor, tellsOutcome, tradeFindings } from './lint-findings.ts';
import { liquid } from './liquid.ts';
import { renderText } from './render.ts';
import { TEMPLATES, type TemplateId } from './templates/catalogue.ts';
import { SAMPLE_NAMES } from './templates/samples.ts';

export { lintAddedLine } from './lint-added-line.ts';

const LONGEST_THANKS_WORDS = 80;
const PREHEADER_CHARACTERS = 90;
const TAGS: ReadonlySet<string> = new Set([
  'if',
  'elsif',
  'else',
  'endif',
  'unless',
  'endunless',
  'case',
  'when',
  'endcase',
  'for',
  'endfor',
  'assign',
]);

/** Everything that speaks against these words for this message (§3.6, §6): each finding says what, and why. */
export function lintTemplate(id: TemplateId, source: string): string[] {
  const template = parse(source);
  if (typeof template === 'string') return [template];
  const tags = tagFindings(source);
  if (tags.length > 0) return tags;
  return [...variableFindings(id, source), ...wordFindings(id, source), ...renderFindings(id, template)];
}

function parse(source: string): Template[] | string {
  try {
    return liquid.parse(source);
  } catch (error) {
    return `The template can't be read: ${messageOf(error)}`;
  }
}

function tagFindings(source: string): string[] {
  const tags = [...source.matchAll(/\{%-?\s*(\w+)/g)].map(([, tag = '']) => tag);
  return [
    ...tags
      .filter((tag) => !TAGS.has(tag))
      .map((tag) => `The tag “${tag}” is not for messages: only conditions, loops and assignments are.`),
    ...(/\|\s*raw\b/.test(source)
      ? ['The filter “raw” is not for messages: what was typed stays as it was typed.']
      : []),
  ];
}

function variableFindings(id: TemplateId, source: string): string[] {
  const used = new Set(liquid.globalVariableSegmentsSync(source).map(([name]) => String(name)));
  const declared = Object.entries(TEMPLATES[id].variables.shape);
  const names = declared.map(([name]) => name);
  const needed = declared
    .filter(([, type]) => !z.core.safeParse(type, undefined).success)
    .map(([name]) => name);
  return [
    ...[...used]
      .filter((name) => !names.includes(name))
      .map((name) => `Nothing is known as “${name}” here; there is ${names.join(', ')}.`),
    ...needed
      .filter((name) => !used.has(name))
      .map((name) => `“${name}” is missing: the message is not complete without it.`),
  ];
}

function wordFindings(id: TemplateId, source: string): string[] {
  const { isAcknowledgement, allowedWords, subject } = TEMPLATES[id];
  const words = source.replace(/\{%.*?%\}|\{\{.*?\}\}/gs, ' ');
  const clinical = isAcknowledgement
    ? phrasesIn(words, CLINICAL_WORDS).filter((word) => !allowedWords.includes(word))
    : [];
  const outcomes = isAcknowledgement ? phrasesIn(words, OUTCOME_WORDS) : [];
  return [
    ...phrasesIn(SUBJECTS[subject], CLINICAL_WORDS).map(
      (word) => `“${word}” stands in the subject, which anybody may read over a shoulder.`,
    ),
    ...clinical.map(saysWhatFor),
    ...outcomes.map(tellsOutcome),
    ...tradeFindings(words),
  ];
}

function renderFindings(id: TemplateId, template: Template[]): string[] {
  const { isAcknowledgement, samples } = TEMPLATES[id];
  try {
    for (const sample of SAMPLE_NAMES) renderText(id, template, samples[sample]);
    const text = renderText(id, template, samples.bare);
    const preheader = phrasesIn(text.slice(0, PREHEADER_CHARACTERS), CLINICAL_WORDS);
    const length = text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;
    return [
      ...preheader.map(
        (word) =>
          `“${word}” stands in the first ${PREHEADER_CHARACTERS} characters, which a locked phone shows.`,
      ),
      ...(isAcknowledgement && length > LONGEST_THANKS_WORDS
        ? [`It has ${length} words; thanks are short, ${LONGEST_THANKS_WORDS} at most.`]
        : []),
    ];
  } catch (error) {
    return [`It can't be filled in: ${messageOf(error)}`];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
