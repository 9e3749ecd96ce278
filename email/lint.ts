import { filledInFindings, fillIn, type FilledIn } from './lint-filled-in.ts';
import type { Finding } from './lint-findings.ts';
import { promptSourceFindings } from './lint-prompt.ts';
import {
  liquidFinding,
  missingNames,
  parseSource,
  proseOf,
  rangeFindings,
  unknownNames,
} from './lint-source.ts';
import { filledInWordFindings, wordFindings } from './lint-words.ts';
import { TEMPLATES, type TemplateId } from './templates/catalogue.ts';

export { lintAddedLine } from './lint-added-line.ts';
export { findingText, type Finding } from './lint-findings.ts';
export { lintOwnWords } from './lint-own-words.ts';

/** Every finding about these words for this message (§3.6, §6, S2–S4): what, why and where. */
export function lintTemplate(id: TemplateId, source: string): Finding[] {
  const template = parseSource(source);
  if ('message' in template) return [template];
  const ranges = rangeFindings(source, template);
  if (ranges.length > 0) return ranges;
  const prose = proseOf(source);
  const unknown = unknownNames(id, template);
  return eachOnce([
    ...unknown,
    ...missingNames(id, template),
    ...wordFindings(id, source, prose),
    ...(isPrompt(id) ? promptSourceFindings(source, prose) : []),
    ...(unknown.length === 0 ? whenFilledIn(id, source, prose) : []),
  ]);
}

function whenFilledIn(id: TemplateId, source: string, prose: string): Finding[] {
  let filledIn: FilledIn[];
  try {
    filledIn = fillIn(id, source);
  } catch (error) {
    return [liquidFinding(error, "It can't be filled in")];
  }
  const texts = filledIn.map(({ text }) => text);
  return [...filledInWordFindings(id, prose, texts), ...filledInFindings(id, filledIn)];
}

function isPrompt(id: TemplateId): boolean {
  const template = TEMPLATES[id];
  return template.form === 'block' && template.part === 'prompt';
}

/** In source order, findings about the whole last; the same finding of several samples once. */
function eachOnce(findings: readonly Finding[]): Finding[] {
  const different = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  const place = ({ line, column }: Finding) => [line ?? Infinity, column ?? Infinity] as const;
  return [...different.values()].toSorted((one, other) => {
    const [[line, column], [otherLine, otherColumn]] = [place(one), place(other)];
    return line === otherLine ? order(column, otherColumn) : order(line, otherLine);
  });
}

function order(one: number, other: number): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
