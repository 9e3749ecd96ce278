import { markup, type Markup } from '../../http/markup.ts';
import { described, faultOf, idOf, type Filled } from './filled.ts';

type Tick = {
  name: string;
  label: Markup | string;
  hint?: string;
  /** One of several boxes with the same name: what it stands for in their list. */
  value?: string;
  /** A box that is empty says `no`, where leaving it out would leave it as it is. */
  saysNo?: boolean;
};

/** A box, ticked only where somebody did so, or where the page says that it is. */
export function tick({ name, label, hint, value = 'yes', saysNo = false }: Tick, filled: Filled): Markup {
  const id = value === 'yes' ? idOf(name, filled) : `${idOf(name, filled)}-${value}`;
  const no = saysNo ? markup`<input type="hidden" name="${name}" value="no">` : null;
  const state = filled.fields[name]?.split('\n').includes(value) ? markup` checked` : null;
  const more = hint === undefined ? null : markup`<div class="hint" id="${id}-hint">${hint}</div>`;
  return markup`${faultOf(name, filled)}${no}<div class="choice"><input type="checkbox" id="${id}" name="${name}" value="${value}"${state}${described(name, hint, filled)}><div><label for="${id}">${label}</label>${more}</div></div>`;
}
