import { asText, markup, type Markup } from '../../http/markup.ts';
import { table } from '../parts/table.ts';

/**
 * The Markdown of our own texts as HTML: headings, lists, tables and paragraphs, each with an empty line before it. Its title
 * is left out, because the page has one.
 */
export function drawn(markdown: string): Markup {
  let heading = '';
  const blocks = markdown.trim().split(/\n{2,}/);
  return markup`${blocks.map((block) => {
    const [first = ''] = block.split('\n');
    if (first.startsWith('# ')) return null;
    const level = /^(#{2,3}) (.*)$/.exec(first);
    if (level) {
      heading = level[2] ?? '';
      return level[1] === '##' ? markup`<h2>${asText(heading)}</h2>` : markup`<h3>${asText(heading)}</h3>`;
    }
    return blockOf(block, heading);
  })}`;
}

function blockOf(block: string, heading: string): Markup {
  const lines = block.split('\n');
  if (lines.every((line) => line.startsWith('|'))) return tableOf(lines, heading);
  if (lines.every((line) => line.startsWith('- ')))
    return markup`<ul>${lines.map((line) => markup`<li>${asText(line.slice(2))}</li>`)}</ul>`;
  return markup`<p>${asText(block)}</p>`;
}

function tableOf([head = '', , ...rows]: readonly string[], heading: string): Markup {
  return table({
    caption: heading,
    columns: cellsOf(head).map((one) => ({ head: one })),
    rows: rows.map(cellsOf),
  });
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\| | \|$/g, '')
    .split(/ \| /)
    .map((cell) => cell.replaceAll('\\|', '|'));
}
