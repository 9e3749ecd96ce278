import type { z } from 'zod';
import type { WrongField } from '../facts/refusal.ts';

type Issue = z.core.$ZodIssue;

/** Zod's issues as problem details list them: the first issue of each field. */
export function wrongFieldsOf(error: z.ZodError, where: readonly string[] = []): WrongField[] {
  const found = error.issues.flatMap((issue) => fieldsOf(issue, where));
  return found.filter(({ path }, index) => found.findIndex((other) => other.path === path) === index);
}

function fieldsOf(issue: Issue, where: readonly PropertyKey[]): WrongField[] {
  const path = [...where, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key].join('.'),
      message: 'is not a field of this request',
    }));
  }
  const meant = issue.code === 'invalid_union' ? meantBranch(issue.errors) : null;
  if (meant) return meant.flatMap((inner) => fieldsOf(inner, path));
  return [{ path: path.length === 0 ? '(body)' : path.join('.'), message: issue.message }];
}

/** The one branch of a union whose fields were sent, where exactly one fits: its issues say more than the union's. */
function meantBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const possible = branches.filter((issues) =>
    issues.every(({ code, path }) => code !== 'unrecognized_keys' && path.length > 0),
  );
  return possible.length === 1 ? (possible[0] ?? null) : null;
}
