import { LiquidError, type Template } from 'liquidjs';
import { aboutAll, aboutPlace, type Finding } from './lint-findings.ts';
import { liquid } from './liquid.ts';
import { TEMPLATES, type TemplateId } from './templates/catalogue.ts';
import { declaredIn } from './templates/variables.ts';

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
  'assign',
]);

/** The source as Liquid reads it, or why Liquid cannot. */
export function parseSource(source: string): Template[] | Finding {
  try {
    return liquid.parse(source);
  } catch (error) {
    return liquidFinding(error, "The template can't be read");
  }
}

/** Liquid's own error, at its place. */
export function liquidFinding(error: unknown, what: string): Finding {
  const said = error instanceof Error ? error.message.replace(/, line:\d+, col:\d+$/, '') : String(error);
  const missing = /^undefined variable: (\w+)$/.exec(said)?.[1];
  const message = missing
    ? `“${missing}” may be missing: put it between {% if ${missing} %} and {% endif %}.`
    : `${what}: ${said}`;
  if (!LiquidError.is(error)) return aboutAll(message);
  const [line = null, column = null] = error.token.getPosition();
  return { line, column, message };
}

/** Words are chosen by conditions and nothing else: no variable is a list, and nothing is fetched or left unescaped. */
export function tagFindings(source: string): Finding[] {
  const tags = [...source.matchAll(/\{%-?\s*(\w+)/g)].filter(([, tag = '']) => !TAGS.has(tag));
  const raw = [...source.matchAll(/\|\s*raw\b/g)];
  return [
    ...tags.map(({ index, 1: tag }) =>
      aboutPlace(source, index, `The tag “${tag}” is not for messages: only conditions and assignments are.`),
    ),
    ...raw.map(({ index }) =>
      aboutPlace(
        source,
        index,
        'The filter “raw” is not for messages: what was typed stays as it was typed.',
      ),
    ),
  ];
}

/** Names this message does not know. */
export function unknownNames(id: TemplateId, template: Template[]): Finding[] {
  const names = declaredIn(TEMPLATES[id].variables).map(({ name }) => name);
  const known = names.length === 0 ? 'these words know no names' : `there is ${names.join(', ')}`;
  return usesIn(template)
    .filter(([name]) => !names.includes(name))
    .flatMap(([name, places]) =>
      places.map(({ location }) => ({
        line: location.row,
        column: location.col,
        message: `Nothing is known as “${name}” here; ${known}.`,
      })),
    );
}

/** Names this message is not complete without. */
export function missingNames(id: TemplateId, template: Template[]): Finding[] {
  const used = usesIn(template).map(([name]) => name);
  return declaredIn(TEMPLATES[id].variables)
    .filter(({ name, required }) => required && !used.includes(name))
    .map(({ name }) => aboutAll(`“${name}” is missing: the message is not complete without it.`));
}

function usesIn(template: Template[]) {
  return Object.entries(liquid.analyzeSync(template, { partials: false }).globals);
}

/** What a reader may get to see of a source: its tags become gaps, the texts within them stay, all in their places. */
export function proseOf(source: string): string {
  return source.replace(/\{%.*?%\}|\{\{.*?\}\}/gs, (tag) =>
    tag.replace(/"[^"]*"|'[^']*'|[^\n]/g, (part) => (part.length > 1 ? ` ${part.slice(1, -1)} ` : ' ')),
  );
}
