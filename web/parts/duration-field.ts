import { markup, type Markup } from '../../http/markup.ts';
import { described, faultOf, hintOf, idOf, type Filled } from './filled.ts';

type DurationField = {
  name: string;
  label: string;
  hint?: string;
  /** The field that says in what it is counted, and its name for whoever does not see what it stands beside. */
  unit: { name: string; label: string; options: readonly { value: string; label: string }[] };
};

/** A length of time: a number, and in what it is counted. */
export function durationField({ name, label, hint, unit }: DurationField, filled: Filled): Markup {
  const id = idOf(name, filled);
  const options = unit.options.map(({ value, label: words }) => {
    const state = filled.fields[unit.name] === value ? markup` selected` : null;
    return markup`<option value="${value}"${state}>${words}</option>`;
  });
  return markup`<div class="field"><label for="${id}">${label}</label>${hintOf(name, hint, filled)}${faultOf(name, filled)}<div class="pair"><input type="text" inputmode="numeric" id="${id}" name="${name}" maxlength="9" autocomplete="off" value="${filled.fields[name] ?? ''}"${described(name, hint, filled)}><select id="${idOf(unit.name, filled)}" name="${unit.name}" aria-label="${unit.label}">${options}</select></div></div>`;
}
