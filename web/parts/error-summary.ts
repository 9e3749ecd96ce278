import { markup, type Markup } from '../../http/markup.ts';
import { idOf, type Filled } from './filled.ts';

/** Every fault at once, above the form, each leading to its field; it takes the focus. Nothing where nothing is wrong. */
export function errorSummary(filled: Filled, heading: string): Markup | null {
  const all = Object.entries(filled.faults);
  if (all.length === 0) return null;
  const lines = all.map(([name, fault]) => markup`<li><a href="#${idOf(name, filled)}">${fault}</a></li>`);
  return markup`<div class="faults" role="alert" tabindex="-1" autofocus><p><strong>${heading}</strong></p><ul>${lines}</ul></div>`;
}
