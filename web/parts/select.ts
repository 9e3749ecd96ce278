import { markup, type Markup } from '../../http/markup.ts';
import { described, faultOf, hintOf, idOf, type Filled } from './filled.ts';

type Option = { value: string; label: string };
type Select = {
  name: string;
  label: string;
  hint?: string;
  /** What stands there while nothing is chosen; without it, something always is. */
  blank?: string;
  options: readonly Option[];
};

/** One of a list that would be long as a row of boxes; its first letter chooses it. */
export function select({ name, label, hint, blank, options }: Select, filled: Filled): Markup {
  const id = idOf(name, filled);
  const rows = options.map(({ value, label: text }) => {
    const state = filled.fields[name] === value ? markup` selected` : null;
    return markup`<option value="${value}"${state}>${text}</option>`;
  });
  const none = blank === undefined ? null : markup`<option value="">${blank}</option>`;
  return markup`<div class="field"><label for="${id}">${label}</label>${hintOf(name, hint, filled)}${faultOf(name, filled)}<select id="${id}" name="${name}"${described(name, hint, filled)}>${none}${rows}</select></div>`;
}
