import { markup, type Markup } from '../../http/markup.ts';
import { faultOf, hintOf, idOf, type Filled } from './filled.ts';
import { tick } from './tick.ts';

type Ticks = {
  name: string;
  legend: string;
  hint?: string;
  options: readonly { value: string; label: string; hint?: string }[];
};

/** Boxes of which any may be ticked; they have one name, and a fault leads to their frame. */
export function ticks({ name, legend, hint, options }: Ticks, filled: Filled): Markup {
  const boxes = options.map((option) => tick({ name, ...option }, { ...filled, faults: {} }));
  return markup`<fieldset id="${idOf(name, filled)}" tabindex="-1"><legend>${legend}</legend>${hintOf(name, hint, filled)}${faultOf(name, filled)}${boxes}</fieldset>`;
}
