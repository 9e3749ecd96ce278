import { markup, type Markup } from '../../http/markup.ts';

type List = {
  id: string;
  /** Its name for whoever hears the page. */
  label: string;
  rows: readonly Markup[];
  /** What stands there instead of rows. */
  empty: Markup | string;
  /** Where it is read again every half a minute; what is settled leaves then. */
  fresh?: string;
};

/** Rows under one another, or why there are none. */
export function list({ id, label, rows, empty, fresh }: List): Markup {
  const again =
    fresh === undefined
      ? null
      : markup` data-fresh hx-get="${fresh}" hx-trigger="fresh" hx-target="this" hx-select="#${id}" hx-swap="outerMorph"`;
  const body =
    rows.length === 0
      ? markup`<p class="empty">${empty}</p>`
      : markup`<ul class="rows" role="list" aria-label="${label}">${rows}</ul>`;
  return markup`<div id="${id}"${again}>${body}</div>`;
}
