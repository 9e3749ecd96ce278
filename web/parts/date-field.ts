import { markup, type Markup } from '../../http/markup.ts';
import { described, faultOf, hintOf, idOf, type Filled } from './filled.ts';

type DateField = {
  name: string;
  label: string;
  hint?: string;
  /** A day (YYYY-MM-DD) unless said otherwise; a time is HH:MM. */
  type?: 'date' | 'time' | 'datetime-local';
  min?: string;
  max?: string;
};

/** A day or a time, asked for and shown in the way of whoever reads the page; its value is always ISO. */
export function dateField({ name, label, hint, type = 'date', min, max }: DateField, filled: Filled): Markup {
  const id = idOf(name, filled);
  const from = min === undefined ? null : markup` min="${min}"`;
  const to = max === undefined ? null : markup` max="${max}"`;
  return markup`<div class="field"><label for="${id}">${label}</label>${hintOf(name, hint, filled)}${faultOf(name, filled)}<input type="${type}" id="${id}" name="${name}" value="${filled.fields[name] ?? ''}"${from}${to}${described(name, hint, filled)}></div>`;
}
