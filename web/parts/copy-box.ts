import { markup, type Markup } from '../../http/markup.ts';

type CopyBox = { id: string; label: string; text: string; copy: string; copied: string; rows?: number };

/** Words to copy elsewhere; the button is there where JavaScript is, and the status says `copied` then. */
export function copyBox({ id, label, text, copy, copied, rows = 3 }: CopyBox): Markup {
  return markup`<div class="copy"><label for="${id}">${label}</label><textarea id="${id}" rows="${rows}" readonly>\n${text}</textarea><button type="button" class="quiet" data-copy="${id}" data-said="${copied}" hidden>${copy}</button></div>`;
}
