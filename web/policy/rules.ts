import { z } from 'zod';
import { PracticePolicy } from '../../policy/practice/practice-policy.ts';

export const SECTIONS = PracticePolicy.keyof().options;
export type Section = (typeof SECTIONS)[number];

type Kind =
  | 'duration'
  | 'durations'
  | 'number'
  | 'share'
  | 'money'
  | 'hour'
  | 'yesNo'
  | 'one'
  | 'several'
  | 'lines'
  | 'staff'
  | 'window';

/** One setting of the policy: where it stands, what may stand there, and among which words it chooses. */
export type Rule = { path: string; kind: Kind; options: readonly string[] };

/** The settings of a section, in the order of the policy's schema. */
export function rulesOf(section: Section): readonly Rule[] {
  return RULES[section];
}

/** Whether an address names a section. */
export function isSection(name: string): name is Section {
  return Object.hasOwn(RULES, name);
}

const DURATION = 'P1D';
const SHARES = /^(?:concentration|quiet)\./;

const RULES = Object.fromEntries(
  SECTIONS.map((section) => [section, rulesIn(section, PracticePolicy.shape[section])]),
) as Record<Section, Rule[]>; // oxlint-disable-line typescript/no-unsafe-type-assertion -- made of every section

function rulesIn(path: string, schema: unknown): Rule[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, inner]) => rulesIn(`${path}.${name}`, inner));
  if (path === 'sendWindows') return windowRules();
  return [{ path, ...kindOf(path, schema) }];
}

function kindOf(path: string, schema: unknown): Omit<Rule, 'path'> {
  const plain = (kind: Kind, options: readonly string[] = []) => ({ kind, options });
  if (schema instanceof z.ZodEnum) return plain('one', schema.options.map(String));
  if (schema instanceof z.ZodBoolean) return plain('yesNo');
  if (schema instanceof z.ZodUnion) return plain('one', ['auto', 'yes', 'no']);
  if (schema instanceof z.ZodNumber) return plain(numberKind(path));
  if (schema instanceof z.ZodArray) return ofArray(schema.element);
  if (path.startsWith('duties.')) return plain('staff');
  return plain('duration');
}

function ofArray(element: unknown): Omit<Rule, 'path'> {
  if (element instanceof z.ZodEnum) return { kind: 'several', options: element.options.map(String) };
  const takesDurations = element instanceof z.ZodType && element.safeParse(DURATION).success;
  const isText = element instanceof z.ZodType && element.safeParse('a word').success;
  return { kind: takesDurations && !isText ? 'durations' : 'lines', options: [] };
}

function numberKind(path: string): Kind {
  if (SHARES.test(path)) return 'share';
  if (path.endsWith('Minor')) return 'money';
  return path.endsWith('.hour') ? 'hour' : 'number';
}

/** A window is all hours, or days with hours: three fields of its own each. */
function windowRules(): Rule[] {
  const holidays = schemaOfHolidays();
  return [
    { path: 'sendWindows.clients', kind: 'window', options: [] },
    { path: 'sendWindows.professionals', kind: 'window', options: [] },
    { path: 'sendWindows.holidays', kind: 'one', options: holidays },
  ];
}

function schemaOfHolidays(): readonly string[] {
  const windows = PracticePolicy.shape.sendWindows.options.find((one) => one instanceof z.ZodObject);
  return windows ? windows.shape.holidays.options : [];
}
