import { randomUUID } from 'node:crypto';
import { markup, type Markup } from '../http/markup.ts';
import type { Fields } from './read-form.ts';

/** What is wrong, by the name of the field, in words for whoever filled it in. */
export type Faults = Readonly<Record<string, string>>;

/** What stands in a form: what was typed already, and what was wrong with it. */
export type Filled = { fields: Fields; faults: Faults };

const ONCE = /^[\w-]{8,64}$/;
const TRAP = 'topic';

/** A form of this page; `once` goes with it, so that the same form sent again adds nothing. */
export function form(filled: Filled, body: Markup, action?: string): Markup {
  const to = action === undefined ? null : markup` action="${action}"`;
  return markup`${faultsBox(filled)}
<form method="post"${to} novalidate>
<input type="hidden" name="once" value="${onceOf(filled.fields)}">
${body}
</form>`;
}

/** A form that shows another page for what was typed, and keeps nothing. */
export function askingForm(filled: Filled, body: Markup): Markup {
  return markup`${faultsBox(filled)}
<form method="get" novalidate>
${body}
</form>`;
}

/** A form in which nothing has been typed yet. */
export function blank(): Filled {
  return { fields: {}, faults: {} };
}

/** The value that came with a form, or a new one for a form that is shown now. */
export function onceOf(fields: Fields): string {
  return sentOnce(fields) ?? randomUUID();
}

/** The value that comes with every form of our pages; null: what was sent is none of them. */
export function sentOnce(fields: Fields): string | null {
  const given = fields['once'] ?? '';
  return ONCE.test(given) ? given : null;
}

/** Every fault at once, above the form, each leading to its field. */
function faultsBox({ faults }: Filled): Markup | null {
  const all = Object.entries(faults);
  if (all.length === 0) return null;
  const lines = all.map(([name, fault]) => markup`<li><a href="#${name}">${fault}</a></li>`);
  return markup`<div class="faults" role="alert"><p><strong>Please look at this again:</strong></p><ul>${lines}</ul></div>`;
}

type Text = {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'lines';
  autocomplete?: string;
  max: number;
};

export function textField(
  { name, label, type = 'text', autocomplete = 'off', max }: Text,
  filled: Filled,
): Markup {
  const value = filled.fields[name] ?? '';
  const common = markup`id="${name}" name="${name}" autocomplete="${autocomplete}" maxlength="${max}"${wrong(name, filled)}`;
  const input =
    type === 'lines'
      ? markup`<textarea ${common} rows="4">\n${value}</textarea>`
      : markup`<input type="${type}" ${common} value="${value}">`;
  return markup`<div class="field"><label for="${name}">${label}</label>${faultOf(name, filled)}${input}</div>`;
}

/** A box, ticked only where somebody did so, or where the page says that it is. */
export function tick({ name, label }: { name: string; label: string }, filled: Filled): Markup {
  const state = filled.fields[name] === 'yes' ? markup` checked` : null;
  return markup`${faultOf(name, filled)}<div class="choice"><input type="checkbox" id="${name}" name="${name}" value="yes"${state}${wrong(name, filled)}><label for="${name}">${label}</label></div>`;
}

type Option = { value: string; label: string };
type Choice = { name: string; legend: Markup; options: readonly Option[] };

/** One of several answers; none is chosen beforehand. */
export function choices({ name, legend, options }: Choice, filled: Filled): Markup {
  const rows = options.map(({ value, label }, index) => {
    const id = index === 0 ? name : `${name}-${value}`;
    const state = filled.fields[name] === value ? markup` checked` : null;
    return markup`<div class="choice"><input type="radio" id="${id}" name="${name}" value="${value}"${state}><label for="${id}">${label}</label></div>`;
  });
  return markup`<fieldset><legend>${legend}</legend>${faultOf(name, filled)}${rows}</fieldset>`;
}

type List = { name: string; label: string; blank: string; options: readonly Option[] };

/** One of a list that would be long as a row of boxes; `blank` stands there while nothing is chosen. */
export function select({ name, label, blank: unchosen, options }: List, filled: Filled): Markup {
  const rows = options.map(({ value, label: text }) => {
    const state = filled.fields[name] === value ? markup` selected` : null;
    return markup`<option value="${value}"${state}>${text}</option>`;
  });
  return markup`<div class="field"><label for="${name}">${label}</label>${faultOf(name, filled)}<select id="${name}" name="${name}"${wrong(name, filled)}><option value="">${unchosen}</option>${rows}</select></div>`;
}

export function button(label: string, id?: string): Markup {
  return markup`<p><button${id === undefined ? null : markup` id="${id}"`}>${label}</button></p>`;
}

/** A field that no person sees: whoever fills it in is a program. */
export function trap(): Markup {
  return markup`<div class="unseen" aria-hidden="true"><label for="${TRAP}">Leave this empty</label><input type="text" id="${TRAP}" name="${TRAP}" tabindex="-1" autocomplete="off"></div>`;
}

export function isTrapped(fields: Fields): boolean {
  return (fields[TRAP] ?? '') !== '';
}

function faultOf(name: string, { faults }: Filled): Markup | null {
  const fault = faults[name];
  return fault === undefined ? null : markup`<p class="fault" id="${name}-fault">${fault}</p>`;
}

function wrong(name: string, { faults }: Filled): Markup | null {
  return faults[name] === undefined ? null : markup` aria-invalid="true" aria-describedby="${name}-fault"`;
}
