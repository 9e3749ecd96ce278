import { markup, type Markup } from '../http/markup.ts';
import type { Fields } from './read-form.ts';

const TRAP = 'topic';

/** A field that no person sees: whoever fills it in is a program. */
export function trap(): Markup {
  return markup`<div class="unseen" aria-hidden="true"><label for="${TRAP}">Leave this empty</label><input type="text" id="${TRAP}" name="${TRAP}" tabindex="-1" autocomplete="off"></div>`;
}

export function isTrapped(fields: Fields): boolean {
  return (fields[TRAP] ?? '') !== '';
}
