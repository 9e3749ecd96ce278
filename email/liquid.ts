import { Liquid } from 'liquidjs';

/** What the built-in words use, and what chooses or trims words in one pass: no loop, no list, nothing that multiplies. */
const TAGS: ReadonlySet<string> = new Set(['if', 'unless', 'case', 'assign']);
export const FILTERS: ReadonlySet<string> = new Set(['capitalize', 'default', 'downcase', 'strip', 'upcase']);

/** Longer ones are refused: no message or page is as long. */
export const LONGEST_TEXT = 20_000;

/**
 * Templates see only their declared variables: an unknown one fails, no file is read, and time and memory are limited. The
 * engine knows the tags and filters of the two lists above and no other, so that its own parser is what refuses the rest.
 */
export const liquid = restricted(
  new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    lenientIf: true,
    relativeReference: false,
    templates: {},
    parseLimit: 50_000,
    renderLimit: 1_000,
    memoryLimit: 1_000_000,
  }),
);

/** Looked up by name in plain objects, so that their prototype goes too (`{% constructor %}`). */
function restricted(engine: Liquid): Liquid {
  for (const [known, allowed] of [
    [engine.tags, TAGS],
    [engine.filters, FILTERS],
  ] as const) {
    for (const name of Object.keys(known)) if (!allowed.has(name)) delete known[name];
    Object.setPrototypeOf(known, null);
  }
  return engine;
}
