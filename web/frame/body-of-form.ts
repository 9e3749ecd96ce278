import type { z } from 'zod';
import type { Route } from '../../api/route.ts';
import type { FormFields } from './form-fields.ts';

type Def = z.core.$ZodTypeDef & {
  innerType?: z.core.$ZodType;
  in?: z.core.$ZodType;
  getter?: () => z.core.$ZodType;
  options?: readonly z.core.$ZodType[];
  shape?: Record<string, z.core.$ZodType>;
  element?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
  values?: readonly unknown[];
};
type Tree = { [name: string]: unknown };

/** What belongs to the form itself. */
export const OF_THE_FORM = new Set(['once', 'from', 'form']);
const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;
const NUMBER = /^-?\d+(?:[.,]\d+)?$/;
const NEVER = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * The body that a form stands for: a field's name is the path of its value (`referrer.clientId`), the route's schema says
 * what kind it is. Nothing typed is nothing sent, or null where a change (PATCH, PUT) may empty the field; `yes` and `no`
 * are booleans; of a list, each line and each field of its name is one; a time without a zone is in the practice's. What
 * does not fit stays as typed, for validation to name.
 */
export function bodyOfForm({ body, method }: Route, fields: FormFields, timezone: string): unknown {
  if (!body) return undefined;
  const tree: Tree = {};
  const empties = method === 'patch' || method === 'put';
  for (const name of fields.names()) {
    const path = name.split('.');
    if (OF_THE_FORM.has(name) || path.some((part) => NEVER.has(part))) continue;
    const leaf = schemaAt(body, path);
    const value = valueOf(fields.all(name), leaf, { empties, timezone });
    if (value !== undefined) put(tree, path, value);
  }
  return withArrays(tree);
}

type Kind = { schemas: readonly Def[]; isNullable: boolean };
type How = { empties: boolean; timezone: string };

function valueOf(values: readonly string[], kind: Kind | null, how: How): unknown {
  const list = kind?.schemas.find(({ type }) => type === 'array');
  if (kind && list?.element) {
    const element = kindsOf(list.element);
    const given = values.flatMap((one) => one.split('\n')).map((one) => one.trim());
    return given.filter((one) => one !== '').map((one) => single(one, element, how.timezone));
  }
  const value = values.at(-1) ?? '';
  if (value === '') return how.empties && kind?.isNullable ? null : undefined;
  return single(value, kind, how.timezone);
}

function single(value: string, kind: Kind | null, timezone: string): unknown {
  const has = (type: string) => kind?.schemas.some((one) => one.type === type) ?? false;
  const isYes = value === 'yes' || value === 'true';
  const isText = has('string') || has('enum');
  if (isYes && (has('boolean') || isLiteral(kind, true))) return true;
  if ((value === 'no' || value === 'false') && (has('boolean') || isLiteral(kind, false))) return false;
  if (NUMBER.test(value) && (has('number') || has('int')) && !isText) return Number(value.replace(',', '.'));
  if (LOCAL_TIME.test(value)) return instantOf(value, timezone);
  return value;
}

function isLiteral(kind: Kind | null, value: unknown): boolean {
  return kind?.schemas.some(({ type, values }) => type === 'literal' && values?.includes(value)) ?? false;
}

function instantOf(value: string, timezone: string): string {
  return Temporal.PlainDateTime.from(value).toZonedDateTime(timezone).toInstant().toString();
}

/** What may stand at a path; null where the schema has nothing there. */
function schemaAt(schema: z.core.$ZodType, path: readonly string[]): Kind | null {
  let kind = kindsOf(schema);
  for (const part of path) {
    const inner = kind.schemas.flatMap((def) => {
      const found = def.shape?.[part] ?? (/^\d+$/.test(part) ? def.element : undefined) ?? def.valueType;
      return found ? [found] : [];
    });
    if (inner.length === 0) return null;
    const kinds = inner.map(kindsOf);
    kind = {
      schemas: kinds.flatMap(({ schemas }) => schemas),
      isNullable: kinds.some(({ isNullable }) => isNullable),
    };
  }
  return kind;
}

/** A schema without what is around it: optional, null, defaults, transformations; each branch of a union by itself. */
function kindsOf(schema: z.core.$ZodType): Kind {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion, eslint/no-underscore-dangle -- zod's own name for what a schema is made of, which depends on its type
  const def = schema._zod.def as Def;
  if (def.type === 'null') return { schemas: [], isNullable: true };
  const wrapped = def.innerType ?? def.in ?? def.getter?.();
  if (wrapped) {
    const { schemas, isNullable } = kindsOf(wrapped);
    return { schemas, isNullable: isNullable || def.type === 'nullable' };
  }
  if (!def.options) return { schemas: [def], isNullable: false };
  const branches = def.options.map(kindsOf);
  return {
    schemas: branches.flatMap(({ schemas }) => schemas),
    isNullable: branches.some(({ isNullable }) => isNullable),
  };
}

function put(tree: Tree, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    tree[name] = value;
    return;
  }
  const inner = (tree[name] ??= {});
  if (typeof inner === 'object' && inner !== null) put(inner as Tree, rest, value); // oxlint-disable-line typescript/no-unsafe-type-assertion -- made above
}

/** Numbered fields (`rows.0.text`) are a list, in the order of their numbers. */
function withArrays(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, withArrays(inner)] as const);
  const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name));
  if (isList) return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner);
  return Object.fromEntries(entries);
}
