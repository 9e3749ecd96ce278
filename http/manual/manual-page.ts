import type { ManualSection, ManualStep, Wording } from '../../policy/manual/chapter.ts';
import type { Manual } from '../../policy/manual/manual.ts';
import { markup, type Markup, asText } from '../markup.ts';
import { staticUrl } from '../static-files.ts';
import { manualDrawing } from './manual-drawing.ts';

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
<link rel="stylesheet" href="${staticUrl('manual.css')}">
</head>
<body><main>
<h1>${asText(title)}</h1>
<p>${around.version}</p>
<nav aria-label="Chapters"><ol>${sections.map(({ key, title: of }) => markup`<li><a href="#${key}">${asText(of)}</a></li>`)}</ol></nav>
${sections.map(chapterPart)}
<section aria-labelledby="changes"><h2 id="changes">What changed with this version</h2>
${around.changes.length > 0 ? changesPart(around.changes) : markup`<p>Nothing: it is the first.</p>`}</section>
<section aria-labelledby="readings"><h2 id="readings">Read and understood</h2>
${around.readings.length > 0 ? list(around.readings) : markup`<p>Nobody has ticked this version yet.</p>`}</section>
</main></body>
</html>`.text;
}

/** One chapter: goal, rules, the lines of this practice, its routes and their words. */
export function chapterPart(section: ManualSection): Markup {
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

/** What is said otherwise than before. */
export function changesPart(changed: AroundManual['changes']): Markup {
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
