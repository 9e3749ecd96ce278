import { markup, type Markup } from '../../http/markup.ts';
import { described, faultOf, hintOf, idOf, type Filled } from './filled.ts';

type Field = {
  name: string;
  label: string;
  /** `lines` has several lines; `whole` is a whole number; `code` is six figures from an e-mail. */
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'lines' | 'whole' | 'code';
  hint?: string;
  autocomplete?: string;
  max: number;
  /** How many lines are seen. */
  rows?: number;
  /** Where a page begins: one field of it at most. */
  hasFocus?: boolean;
};

/** A line, or several, to type. */
export function field(
  { name, label, type = 'text', hint, autocomplete = 'off', max, rows = 4, hasFocus = false }: Field,
  filled: Filled,
): Markup {
  const id = idOf(name, filled);
  const value = filled.fields[name] ?? '';
  const focus = hasFocus ? markup` autofocus` : null;
  const common = markup`id="${id}" name="${name}" autocomplete="${type === 'code' ? 'one-time-code' : autocomplete}" maxlength="${max}"${described(name, hint, filled)}${focus}`;
  const input =
    type === 'lines'
      ? markup`<textarea ${common} rows="${rows}">\n${value}</textarea>`
      : markup`<input ${kindOf(type)} ${common} value="${value}">`;
  return markup`<div class="field"><label for="${id}">${label}</label>${hintOf(name, hint, filled)}${faultOf(name, filled)}${input}</div>`;
}

/** A number is typed as text: arrows and the wheel of a mouse would change it unseen. */
function kindOf(type: Exclude<Field['type'], 'lines' | undefined>): Markup {
  return type === 'whole' || type === 'code'
    ? markup`type="text" inputmode="numeric"`
    : markup`type="${type}"`;
}
