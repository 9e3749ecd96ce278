import type { ManualSection, ManualStep, Wording } from '../../policy/manual/chapter.ts';
import type { Manual } from '../../policy/manual/manual.ts';
import { markup, Markup, asText } from '../markup.ts';
import { manualDrawing } from './manual-drawing.ts';

const STYLE = new Markup(`
:root { color-scheme: light; }
body { margin: 0; font: 1rem/1.55 system-ui, sans-serif; color: #1d1b17; background: #fff; }
main { max-width: 46rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.7rem; line-height: 1.2; }
h2 { font-size: 1.3rem; margin: 3rem 0 .5rem; border-top: 2px solid currentColor; padding-top: 1rem; }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .25rem; }
h4 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
p, li, dt, dd, blockquote { overflow-wrap: anywhere; }
blockquote { margin: .5rem 0 1rem; padding: .25rem 1rem; border-left: .25rem solid currentColor; white-space: pre-line; }
dl { display: grid; grid-template-columns: minmax(9rem, 2fr) 3fr; gap: .15rem 1rem; margin: .5rem 0; }
dt { font-weight: 600; }
dd { margin: 0; }
svg { max-width: 100%; height: auto; margin: .75rem 0; }
article { break-inside: avoid; }
nav ol { columns: 2; }
a { color: inherit; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } nav ol { columns: 1; } }
@media print { main { max-width: none; margin: 0; padding: 0; } nav { display: none; } h2 { break-after: avoid; } @page { margin: 18mm; } }
`);

/** What stands around the text and is no part of it: its version, what changed with it, who has read it. */
export type AroundManual = {
  /** "Version 4, in force since 30 November 2026". */
  version: string;
  changes: readonly { what: string; from: string; to: string }[];
  readings: readonly string[];
};

/** The manual as a page that prints well: no script, nothing from elsewhere, legible in black and white. */
export function manualPage({ title, sections }: Manual, around: AroundManual): string {
  return markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body><main>
<h1>${asText(title)}</h1>
<p>${around.version}</p>
<nav aria-label="Chapters"><ol>${sections.map(({ key, title: of }) => markup`<li><a href="#${key}">${asText(of)}</a></li>`)}</ol></nav>
${sections.map(chapterPart)}
<section aria-labelledby="changes"><h2 id="changes">What changed with this version</h2>
${around.changes.length > 0 ? changes(around.changes) : markup`<p>Nothing: it is the first.</p>`}</section>
<section aria-labelledby="readings"><h2 id="readings">Read and understood</h2>
${around.readings.length > 0 ? list(around.readings) : markup`<p>Nobody has ticked this version yet.</p>`}</section>
</main></body>
</html>`.text;
}

function chapterPart(section: ManualSection): Markup {
  const { key, title, goal, rules, lines, steps, wordings, drawing } = section;
  return markup`<section aria-labelledby="${key}"><h2 id="${key}">${asText(title)}</h2>
<p><strong>Goal.</strong> ${asText(goal)}</p>
${rules.length > 0 ? markup`<h3>Rules</h3>${list(rules)}` : null}
${lines.length > 0 ? markup`<h3>As it is here</h3><dl>${lines.map(([what, is]) => pair(what, is))}</dl>` : null}
${drawing === null ? null : markup`<h3>${asText(drawing.title)}</h3>${manualDrawing(drawing, `${key}-drawn`)}`}
${steps.length > 0 ? markup`<h3>Routes</h3>${steps.map(stepPart)}` : null}
${wordings.length > 0 ? markup`<h3>Wording</h3>${wordings.map(wordingPart)}` : null}
</section>
`;
}

function stepPart({ key, trigger, who, byWhen, words, ifNobody }: ManualStep): Markup {
  return markup`<article id="${key.replaceAll('/', '-')}"><h4>${asText(trigger)}</h4>
<dl>${pair('Who', who)}${pair('By when', byWhen)}${pair('If nobody does', ifNobody)}</dl>
<blockquote>${asText(words)}</blockquote></article>
`;
}

function wordingPart({ title, quote }: Wording): Markup {
  return markup`<article><h4>${asText(title)}</h4><blockquote>${asText(quote)}</blockquote></article>
`;
}

function changes(changed: AroundManual['changes']): Markup {
  return markup`<dl>${changed.map(
    ({ what, from, to }) =>
      markup`<dt>${asText(what)}</dt><dd><del>${asText(from)}</del> <ins>${asText(to)}</ins></dd>`,
  )}</dl>`;
}

function pair(what: string, is: string): Markup {
  return markup`<dt>${asText(what)}</dt><dd>${asText(is)}</dd>`;
}

function list(items: readonly string[]): Markup {
  return markup`<ul>${items.map((item) => markup`<li>${asText(item)}</li>`)}</ul>`;
}
