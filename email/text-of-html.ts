import { compile } from 'html-to-text';

/** Quoted mail is marked with ">" as in plain text; links and pictures are left out. */
const convert = compile({
  wordwrap: false,
  limits: { maxDepth: 60 },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'title', format: 'skip' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'inlineSurround', options: { suffix: ' ' } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
});

/** The words of an HTML mail, a line for each block. */
export function textOfHtml(html: string): string {
  return convert(html).replaceAll('\u00A0', ' ');
}
