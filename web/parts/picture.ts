import { markup, type Markup } from '../../http/markup.ts';

type Picture = {
  id: string;
  title: string;
  /** What it shows, in a sentence, for who cannot see it; it stands below the picture too. */
  desc: string;
  width: number;
  height: number;
  /** What is drawn, in classes: `drawn`, `level`, `dashed`, `dot`, `ring`, `ahead`; colours come from the style sheet. */
  svg: Markup;
  /** The same as a table, behind words that open it. */
  table?: { words: string; table: Markup } | null;
};

/** A drawing that says in words what it shows, and has its figures as a table. */
export function picture({ id, title, desc, width, height, svg, table = null }: Picture): Markup {
  return markup`<figure class="picture"><svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc"><title id="${id}-title">${title}</title>${svg}</svg><figcaption id="${id}-desc">${desc}</figcaption>
${table && markup`<details><summary>${table.words}</summary>${table.table}</details>`}</figure>`;
}
