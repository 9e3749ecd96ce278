import { z } from 'zod';
import { checkPolicy, type PolicyContext } from './check-policy.ts';
import type { PolicyFault } from './policy-fault.ts';
import { defaultPolicy, PracticePolicy } from './practice-policy.ts';

export type ReadPolicy = { policy: PracticePolicy; faults: null } | { policy: null; faults: PolicyFault[] };

/** These three depend on each other: a fault in one makes the others undecidable. */
const MILESTONE_SECTIONS: ReadonlySet<string> = new Set(['milestones', 'carriers', 'alreadySends']);
const SECTIONS = PracticePolicy.keyof().options;

/** Parses a policy, or returns all its faults: malformed fields and contradictions in one list. */
export function readPolicy(input: unknown, context: PolicyContext): ReadPolicy {
  const parsed = PracticePolicy.safeParse(input);
  if (parsed.success) {
    const faults = checkPolicy(parsed.data, context);
    return faults.length > 0 ? { policy: null, faults } : { policy: parsed.data, faults: null };
  }
  const malformed = parsed.error.issues.flatMap((issue) => faultsOf(issue));
  return { policy: null, faults: [...malformed, ...contradictionsOfTheRest(input, malformed, context)] };
}

/** Checks the well-formed sections too; defaults replace the malformed ones, and are never reported. */
function contradictionsOfTheRest(
  input: unknown,
  malformed: PolicyFault[],
  context: PolicyContext,
): PolicyFault[] {
  const broken = new Set(malformed.map(({ path }) => sectionOf(path)));
  const sound = SECTIONS.filter((section) => !broken.has(section));
  const standIn = defaultPolicy(context.staffIds[0] ?? '');
  const patched = PracticePolicy.safeParse({ ...standIn, ...pick(input, sound) });
  if (!patched.success) return [];
  const milestonesAreUnclear = [...broken].some((section) => MILESTONE_SECTIONS.has(section));
  return checkPolicy(patched.data, context).filter(({ path }) => {
    const section = sectionOf(path);
    return !broken.has(section) && !(MILESTONE_SECTIONS.has(section) && milestonesAreUnclear);
  });
}

function faultsOf(issue: z.core.$ZodIssue, within: readonly PropertyKey[] = []): PolicyFault[] {
  const path = [...within, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key].join('.'),
      message: 'There is no such setting.',
    }));
  }
  const nearest = issue.code === 'invalid_union' ? issue.errors.find(isAboutAField) : undefined;
  if (nearest) return nearest.flatMap((inner) => faultsOf(inner, path));
  return [{ path: path.join('.'), message: issue.message }];
}

/** In a union of a word and an object, the object's faults are reported field by field. */
function isAboutAField(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.some(({ path, code }) => path.length > 0 || code === 'unrecognized_keys');
}

function pick(input: unknown, sections: readonly string[]): Record<string, unknown> {
  if (typeof input !== 'object' || input === null) return {};
  return Object.fromEntries(Object.entries(input).filter(([key]) => sections.includes(key)));
}

function sectionOf(path: string): string {
  return path.split('.')[0] ?? '';
}
