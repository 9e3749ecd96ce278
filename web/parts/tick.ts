import { markup, type Markup } from '../../http/markup.ts';
import { described, faultOf, idOf, type Filled } from './filled.ts';

type Tick = { name: string; label: string; hint?: string; value?: string };

/** A box, ticked only where somebody did so, or where the page says that it is. */
export function tick({ name, label, hint, value = 'yes' }: Tick, filled: Filled): Markup {
  const id = idOf(name, filled);
  const state = filled.fields[name] === value ? markup` checked` : null;
  const more = hint === undefined ? null : markup`<div class="hint" id="${id}-hint">${hint}</div>`;
  return markup`${faultOf(name, filled)}<div class="choice"><input type="checkbox" id="${id}" name="${name}" value="${value}"${state}${described(name, hint, filled)}><div><label for="${id}">${label}</label>${more}</div></div>`;
}
