import { randomUUID } from 'node:crypto';
import { markup, type Markup } from '../../http/markup.ts';
import type { Fields } from '../read-form.ts';
import { errorSummary } from './error-summary.ts';
import type { Filled } from './filled.ts';

const ONCE = /^[\w-]{8,64}$/;
const AGAIN = 'Please look at this again:';

/** A form of a public page; `once` goes with it, so that the same form sent again adds nothing. */
export function form(filled: Filled, body: Markup, action?: string): Markup {
  const to = action === undefined ? null : markup` action="${action}"`;
  return markup`${errorSummary(filled, AGAIN)}
<form method="post"${to} novalidate>
<input type="hidden" name="once" value="${onceOf(filled.fields)}">
${body}
</form>`;
}

/** A form that shows another page for what was typed, and keeps nothing. */
export function askingForm(filled: Filled, body: Markup): Markup {
  return markup`${errorSummary(filled, AGAIN)}
<form method="get" novalidate>
${body}
</form>`;
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

/** The button that sends a form of a public page. */
export function button(label: string, id?: string): Markup {
  return markup`<p><button${id === undefined ? null : markup` id="${id}"`}>${label}</button></p>`;
}
