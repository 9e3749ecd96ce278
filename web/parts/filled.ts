import { markup, type Markup } from '../../http/markup.ts';
import type { Fields } from '../read-form.ts';

/** What is wrong, by the name of the field, in words for whoever filled it in. */
export type Faults = Readonly<Record<string, string>>;

/**
 * What stands in a form: what was typed already, and what was wrong with it. `prefix` tells its fields from those of
 * another form on the same page.
 */
export type Filled = { fields: Fields; faults: Faults; prefix?: string };

/** A form in which nothing has been typed yet. */
export function blank(prefix?: string): Filled {
  return { fields: {}, faults: {}, ...(prefix === undefined ? {} : { prefix }) };
}

/** The id of a field on its page. */
export function idOf(name: string, { prefix = '' }: Filled): string {
  return `${prefix}${name}`;
}

/** What says that a field is wrong, above it. */
export function faultOf(name: string, filled: Filled): Markup | null {
  const fault = filled.faults[name];
  return fault === undefined ? null : markup`<p class="fault" id="${idOf(name, filled)}-fault">${fault}</p>`;
}

/** What helps with a field, above it. */
export function hintOf(name: string, hint: string | undefined, filled: Filled): Markup | null {
  return hint === undefined ? null : markup`<p class="hint" id="${idOf(name, filled)}-hint">${hint}</p>`;
}

/** The attributes that join a field with its fault and hint. */
export function described(name: string, hint: string | undefined, filled: Filled): Markup | null {
  const id = idOf(name, filled);
  const isWrong = filled.faults[name] !== undefined;
  const by = [...(hint === undefined ? [] : [`${id}-hint`]), ...(isWrong ? [`${id}-fault`] : [])];
  if (by.length === 0) return null;
  return markup`${isWrong ? markup` aria-invalid="true"` : null} aria-describedby="${by.join(' ')}"`;
}
