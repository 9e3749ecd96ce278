import { markup, type Markup } from '../../http/markup.ts';

type Cell = Markup | string | number | null;
type Column = { head: string; isNumber?: boolean };
type Table = {
  /** Also the name of the region in which it scrolls where it is wider than the screen. */
  caption: string;
  columns: readonly Column[];
  /** The first cell of each is what the row is about. */
  rows: readonly (readonly Cell[])[];
};

/** A table that is read by rows; numbers stand at the right. */
export function table({ caption, columns, rows }: Table): Markup {
  const at = (index: number) => (columns[index]?.isNumber ? markup` class="number"` : null);
  const heads = columns.map(({ head }, index) => markup`<th scope="col"${at(index)}>${head}</th>`);
  const lines = rows.map((cells) => {
    const [first = null, ...others] = cells;
    return markup`<tr><th scope="row"${at(0)}>${first}</th>${others.map((cell, index) => markup`<td${at(index + 1)}>${cell}</td>`)}</tr>`;
  });
  return markup`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table></div>`;
}
