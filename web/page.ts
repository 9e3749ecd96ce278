/** A plain page that works everywhere: no scripts, nothing from elsewhere, readable on a telephone. `body` is trusted HTML. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light dark; --ink: light-dark(#26231e, #ece8e1); --ground: light-dark(#faf8f4, #191815); --accent: light-dark(#1f5f5b, #7fc7c0); }
body { margin: 0; font: 1.1rem/1.6 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
main { max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h1, p { overflow-wrap: break-word; }
button { font: inherit; font-weight: 600; padding: .7rem 1.4rem; border: 0; border-radius: .5rem; background: var(--accent); color: var(--ground); cursor: pointer; }
button:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
</style>
</head>
<body><main>
<h1>${escapeHtml(title)}</h1>
${body}
</main></body>
</html>`;
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
