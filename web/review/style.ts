import { Markup } from '../../http/markup.ts';

/** One side of A4 on paper, in black and white; on a screen two columns where there is room. */
export const SHEET_STYLE = new Markup(`
main { max-width: 64rem; margin: 2rem auto; font-size: 1rem; line-height: 1.45; }
section { break-inside: avoid; margin: 0 0 1rem; }
section > h2 { font-size: 1.05rem; margin: 1rem 0 .25rem; }
section > h2 small { display: inline; font-size: 1em; font-weight: 400; }
table { border-collapse: collapse; font-size: .9em; }
th, td { text-align: left; padding: .1rem .6rem .1rem 0; vertical-align: middle; font-variant-numeric: tabular-nums; }
thead th, tbody th[scope=rowgroup] { border-bottom: 1px solid var(--line); }
th[scope=row] { font-weight: 400; }
figure { margin: 0; max-width: 26rem; }
figcaption, summary { font-size: .9em; }
svg { width: 100%; height: auto; display: block; } svg text { font: 9px system-ui, sans-serif; fill: currentColor; }
svg.interval { width: 9.5rem; display: inline-block; vertical-align: middle; }
.side { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: start; } .side figure { flex: 1 1 16rem; }
.missing { border-left: .25rem solid var(--line); padding-left: .75rem; }
form.inline { display: inline; } form.inline button { padding: .2rem .8rem; }
.lines { line-height: 2; } @media screen { .lines { display: none; } }
ul, ol { margin: .25rem 0; padding-left: 1.25rem; }
section form { max-width: 34rem; }
@media screen and (max-width: 40rem) { svg.interval { display: none; } td:empty { display: none; } td:has(> svg) { display: none; } table { width: 100%; } }
@media print {
  @page { size: A4; margin: 10mm 12mm; }
  :root { color-scheme: light; --ink: #000; --ground: #fff; --accent: #000; --line: #000; }
  body { font: 8.4pt/1.3 system-ui, sans-serif; } main { margin: 0; max-width: none; padding: 0; font-size: 8.4pt; line-height: 1.3; }
  h1 { font-size: 13pt; margin: 0; } section { margin: 0 0 2mm; } section > h2 { font-size: 9.4pt; margin: 1.5mm 0 .5mm; }
  p { margin: .6mm 0; } table { font-size: 8pt; } th, td { padding: 0 2mm 0 0; } figure { max-width: 70mm; } svg.interval { width: 28mm; }
  .unprinted, details, form.inline { display: none; }
}
`);
