import { markup, Markup } from '../http/markup.ts';

const STYLE = new Markup(`
:root { color-scheme: light dark; --ink: light-dark(#26231e, #ece8e1); --ground: light-dark(#faf8f4, #191815); --accent: light-dark(#1f5f5b, #7fc7c0); --fault: light-dark(#9b2c1f, #f3a79c); --line: light-dark(#8a857c, #8f8a80); }
body { margin: 0; font: 1.1rem/1.6 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
main { max-width: 34rem; margin: clamp(2rem, 12vh, 8rem) auto; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2.5rem 0 .5rem; }
h1, h2, p, li, dd, legend, label { overflow-wrap: anywhere; }
a { color: var(--accent); }
blockquote { margin: 1rem 0; padding: .25rem 1rem; border-left: .25rem solid var(--accent); font-size: 1.2rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dd { margin: 0; }
fieldset { border: 0; margin: 2rem 0; padding: 0; min-width: 0; }
legend { padding: 0; font-weight: 600; }
.field { margin: 1.25rem 0; }
.field > label { display: block; font-weight: 600; }
.choice { display: grid; grid-template-columns: 1.5rem 1fr; gap: .6rem; align-items: start; padding: .55rem 0; }
.choice input { width: 1.35rem; height: 1.35rem; margin: .2rem 0 0; accent-color: var(--accent); }
input[type=text], input[type=email], textarea, select { box-sizing: border-box; width: 100%; font: inherit; color: inherit; background: transparent; padding: .6rem .75rem; border: 1px solid var(--line); border-radius: .5rem; }
small { display: block; font-size: .95rem; }
.fault { color: var(--fault); font-weight: 600; margin: .25rem 0; }
[aria-invalid=true]:not([type=radio], [type=checkbox]) { border: 2px solid var(--fault); }
.faults { border: 2px solid var(--fault); border-radius: .5rem; padding: .25rem 1.25rem; }
.unseen, .embedded h1 { position: absolute; left: -10000px; }
.embedded main { max-width: none; margin: 0; padding: .5rem; }
button, .button { display: inline-block; font: inherit; font-weight: 600; padding: .7rem 1.4rem; border: 0; border-radius: .5rem; background: var(--accent); color: var(--ground); text-decoration: none; cursor: pointer; }
button.quiet { background: transparent; color: var(--accent); box-shadow: inset 0 0 0 2px var(--accent); }
:is(button, .button, a, input, textarea, select):focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
img.qr { display: block; width: 11rem; height: 11rem; border-radius: .5rem; }
`);

type Look = { isEmbedded?: boolean; style?: Markup };

/**
 * A plain page that works everywhere: no scripts, nothing from elsewhere, readable on a telephone. In a frame of another
 * site it has that site's title and margins; `style` is what a page needs beside the common one.
 */
export function page(title: string, body: Markup, { isEmbedded = false, style }: Look = {}): string {
  const frame = isEmbedded ? markup` class="embedded"` : null;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${STYLE}${style ?? null}</style>
</head>
<body${frame}><main>
<h1>${title}</h1>
${body}
</main></body>
</html>`.text;
}
