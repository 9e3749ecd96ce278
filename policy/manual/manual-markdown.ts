import type { ManualSection, ManualStep, Wording } from './chapter.ts';
import type { Manual } from './manual.ts';

/** The manual as Markdown: a heading a chapter, words as quotations in which nothing is escaped. */
export function manualMarkdown(
  { title, sections }: Manual,
  around: { before: string; after: string },
): string {
  const parts = [`# ${title}`, around.before, ...sections.flatMap(chapterParts), around.after];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Every line of it marked as quoted, letter by letter. */
export function quotation(words: string): string {
  return words
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

function chapterParts(section: ManualSection): string[] {
  const { title, goal, rules, lines, steps, wordings, drawing } = section;
  return [
    `## ${title}`,
    `**Goal.** ${goal}`,
    listed('Rules', rules),
    listed(
      'As it is here',
      lines.map(([what, is]) => `${what}: ${is}`),
    ),
    drawing === null
      ? ''
      : listed(
          drawing.title,
          drawing.points.map(({ at, label }) => `${at}: ${label}`),
        ),
    ...(steps.length > 0 ? ['### Routes', ...steps.flatMap(stepParts)] : []),
    ...(wordings.length > 0 ? ['### Wording', ...wordings.flatMap(wordingParts)] : []),
  ];
}

function stepParts({ trigger, who, byWhen, words, ifNobody }: ManualStep): string[] {
  return [
    `#### ${trigger}`,
    `- **Who:** ${who}\n- **By when:** ${byWhen}\n- **If nobody does:** ${ifNobody}`,
    quotation(words),
  ];
}

function wordingParts({ title, quote }: Wording): string[] {
  return [`**${title}**`, quotation(quote)];
}

function listed(heading: string, items: readonly string[]): string {
  return items.length === 0
    ? ''
    : `### ${heading}\n\n${items.map((item) => `- ${item.replaceAll('\n', ' ')}`).join('\n')}`;
}
