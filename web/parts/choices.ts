import { markup, type Markup } from '../../http/markup.ts';
import { described, faultOf, hintOf, idOf, type Filled } from './filled.ts';

type Option = { value: string; label: Markup | string; hint?: string };
type Choices = { name: string; legend: Markup | string; hint?: string; options: readonly Option[] };

/** One of several answers; none is chosen beforehand unless it stands in the form. A fault leads to the first. */
export function choices({ name, legend, hint, options }: Choices, filled: Filled): Markup {
  const id = idOf(name, filled);
  const about = described(name, hint, filled);
  const rows = options.map(({ value, label, hint: more }, index) => {
    const own = index === 0 ? id : `${id}-${value}`;
    const state = filled.fields[name] === value ? markup` checked` : null;
    const words = more === undefined ? null : markup`<div class="hint">${more}</div>`;
    return markup`<div class="choice"><input type="radio" id="${own}" name="${name}" value="${value}"${state}${index === 0 ? about : null}><label for="${own}">${label}${words}</label></div>`;
  });
  return markup`<fieldset><legend>${legend}</legend>${hintOf(name, hint, filled)}${faultOf(name, filled)}${rows}</fieldset>`;
}
