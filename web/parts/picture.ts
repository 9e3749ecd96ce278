import { markup, type Markup } from '../../http/markup.ts';

type Picture = {
  title: string;
  /** What it shows, in a sentence, for who cannot see it; title and sentence stand below the picture too. */
  desc: string;
  width: number;
  height: number;
  /** What is drawn, in classes: `drawn`, `level`, `dashed`, `dot`, `ring`, `ahead`; colours come from the style sheet. */
  svg: Markup;
  /** The same as a table, behind words that open it. */
  table?: { words: string; table: Markup } | null;
};

/** A drawing that says in words what it shows, and has its figures as a table. */
export function picture({ title, desc, width, height, svg, table = null }: Picture): Markup {
  const said = `${title}: ${desc}`;
  return markup`<figure class="picture"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${said}">${svg}</svg><figcaption>${said}</figcaption>
${table && markup`<details><summary>${table.words}</summary>${table.table}</details>`}</figure>`;
}
