import type { FormFields } from '../frame/form-fields.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import { countedIn, durationOf } from './duration.ts';
import { isWindow, valueAt } from './rule-words.ts';
import { rulesOf, type Rule, type Section } from './rules.ts';

type Values = Record<string, string>;
type Tree = { [name: string]: unknown };

const NUMBER = /^-?\d+(?:[.,]\d+)?$/;
const PER_CENT = 100;

/** What stands in the fields of a section. */
export function initialOf(section: Section, policy: PracticePolicy, currency: string): Values {
  return Object.assign(
    {},
    ...rulesOf(section).map((rule) => shown(rule, valueAt(policy, rule.path), currency)),
  );
}

/** The section that its fields stand for; what does not fit stays as typed, for validation to name. */
export function sectionIn(section: Section, fields: FormFields, currency: string): unknown {
  const tree: Tree = {};
  for (const rule of rulesOf(section)) put(tree, rule.path.split('.'), read(rule, fields, currency));
  return tree[section];
}

function shown(rule: Rule, value: unknown, currency: string): Values {
  const { path, kind } = rule;
  if (kind === 'duration') {
    const { count, unit } = countedIn(String(value));
    return { [path]: String(count), [unitName(path)]: unit };
  }
  if (kind === 'window') return windowShown(path, value);
  if (Array.isArray(value)) {
    if (kind === 'durations') return { [path]: value.map((one) => countedIn(String(one)).count).join(', ') };
    return { [path]: value.join('\n') };
  }
  if (typeof value === 'boolean') return { [path]: value ? 'yes' : 'no' };
  if (typeof value !== 'number') return { [path]: String(value) };
  if (kind === 'share') return { [path]: String(Number((value * PER_CENT).toPrecision(12))) };
  return { [path]: kind === 'money' ? (value / minorUnits(currency)).toString() : String(value) };
}

function read({ path, kind }: Rule, fields: FormFields, currency: string): unknown {
  const typed = (fields.get(path) ?? '').trim();
  switch (kind) {
    case 'duration':
      return durationOf(typed, fields.get(unitName(path)) ?? '');
    case 'durations':
      return typed
        .split(/[\s,;]+/)
        .filter(Boolean)
        .map((one) => durationOf(one, 'days'));
    case 'several':
      return fields.all(path).filter(Boolean);
    case 'lines':
      return typed
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
    case 'yesNo':
      return typed === 'yes';
    case 'one':
      return path === 'acknowledgement.solo' && typed !== 'auto' ? typed === 'yes' : typed;
    case 'staff':
      return typed;
    case 'share':
      return numberIn(typed, (value) => value / PER_CENT);
    case 'money':
      return numberIn(typed, (value) => Math.round(value * minorUnits(currency)));
    case 'number':
    case 'hour':
      return numberIn(typed, (value) => value);
    case 'window':
      return windowIn(path, fields);
  }
}

/** The field beside a duration, which says in what it is counted. */
export function unitName(path: string): string {
  return `${path}.unit`;
}

/** The field that says whether a window is all hours or some. */
export function windowName(path: string): string {
  return `${path}.when`;
}

function windowShown(path: string, value: unknown): Values {
  if (!isWindow(value)) return { [windowName(path)]: 'always' };
  return {
    [windowName(path)]: 'some',
    [`${path}.days`]: value.days.join('\n'),
    [`${path}.from`]: value.from,
    [`${path}.to`]: value.to,
  };
}

function windowIn(path: string, fields: FormFields): unknown {
  if (fields.get(windowName(path)) !== 'some') return 'always';
  const at = (name: string) => fields.get(`${path}.${name}`) ?? '';
  return { days: fields.all(`${path}.days`).filter(Boolean), from: at('from'), to: at('to') };
}

function numberIn(typed: string, change: (value: number) => number): unknown {
  return NUMBER.test(typed) ? change(Number(typed.replace(',', '.'))) : typed;
}

function minorUnits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
}

function put(tree: Tree, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    tree[name] = value;
    return;
  }
  const inner: Tree = (tree[name] ??= {}) as Tree; // oxlint-disable-line typescript/no-unsafe-type-assertion -- made here, of settings that have others in them
  put(inner, rest, value);
}
