import { markup, type Markup } from '../../http/markup.ts';

type Row = {
  id: string;
  /** When it is due, in words; `tone` says how pressing that is, beside the words. */
  clock?: Markup | string | null;
  tone?: 'fault' | 'warm';
  title: Markup | string;
  body?: Markup | null;
  /** The main act first, then the quiet ones; each describes itself by the title (`${id}-title`). */
  acts?: Markup | null;
  /** Where the focus goes when it is shown. */
  hasFocus?: boolean;
};

/** One thing of a list, with what can be done about it; the answer to an act is this row again. */
export function row({
  id,
  clock = null,
  tone,
  title,
  body = null,
  acts = null,
  hasFocus = false,
}: Row): Markup {
  const focus = hasFocus ? markup` autofocus` : null;
  const when =
    clock === null ? null : markup`<p class="clock${tone === undefined ? '' : ` ${tone}`}">${clock}</p>`;
  return markup`<li class="row" id="${id}" tabindex="-1"${focus}><div>${when}<h2 class="title" id="${id}-title">${title}</h2>${body}</div>
${acts && markup`<div class="acts">${acts}</div>`}</li>`;
}
