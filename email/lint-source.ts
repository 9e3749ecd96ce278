import { LiquidError, toValueSync, TypeGuards, Value, type Template, type Token } from 'liquidjs';
import { aboutAll, aboutPlace, type Finding } from './lint-findings.ts';
import { FILTERS, liquid } from './liquid.ts';
import { TEMPLATES, type TemplateId } from './templates/catalogue.ts';
import { declaredIn } from './templates/variables.ts';

/** The source as Liquid reads it, or why Liquid cannot. */
export function parseSource(source: string): Template[] | Finding {
  try {
    return liquid.parse(source);
  } catch (error) {
    return liquidFinding(error, "The template can't be read");
  }
}

const NOT_ALLOWED = /^(tag "|undefined filter: )([^"]*?)(?:" not found)?$/s;

/** Liquid's own error, at its place. */
export function liquidFinding(error: unknown, what: string): Finding {
  const said = error instanceof Error ? error.message.replace(/, line:\d+, col:\d+$/, '') : String(error);
  const [, kind, name] = NOT_ALLOWED.exec(said) ?? [];
  const missing = /^undefined variable: (\w+)$/.exec(said)?.[1];
  const message = missing
    ? `“${missing}” may be missing: put it between {% if ${missing} %} and {% endif %}.`
    : kind && name
      ? notAllowed(kind, name)
      : `${what}: ${said}`;
  if (!LiquidError.is(error)) return aboutAll(message);
  const [line = null, column = null] = error.token.getPosition();
  return { line, column, message };
}

function notAllowed(kind: string, name: string): string {
  return kind === 'tag "'
    ? `The tag “${name}” is not for messages: only conditions and assignments are.`
    : `The filter “${name}” is not for messages; there is ${[...FILTERS].join(', ')}.`;
}

/** Ranges are lists, which no words need and which may have any length; the parser knows no switch for them. */
export function rangeFindings(source: string, template: readonly Template[]): Finding[] {
  return tokensIn(template)
    .filter(TypeGuards.isRangeToken)
    .map(({ begin }) => aboutPlace(source, begin, 'A range is not for messages: there are no lists here.'));
}

/** Every value that a template names or computes with, within values too. */
function tokensIn(templates: readonly Template[]): Token[] {
  return templates.flatMap((template) => [
    ...[...(template.arguments?.() ?? [])].flatMap(tokensOf),
    ...tokensIn(template.children ? toValueSync(template.children(false, true)) : []),
  ]);
}

function tokensOf(value: Value | Token | undefined): Token[] {
  if (value === undefined) return [];
  if (value instanceof Value) {
    const given = value.filters.flatMap(({ args }) => args.map((arg) => (Array.isArray(arg) ? arg[1] : arg)));
    return [...value.initial.postfix, ...given].flatMap(tokensOf);
  }
  if (TypeGuards.isPropertyAccessToken(value))
    return [value, ...[value.variable, ...value.props].flatMap(tokensOf)];
  return [value];
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
