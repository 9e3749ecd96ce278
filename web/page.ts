import { markup, type Markup } from '../http/markup.ts';
import { staticUrl } from '../http/static-files.ts';

type Look = {
  isEmbedded?: boolean;
  /** Files of `web/static/` that the page needs beside the common one. */
  styles?: readonly string[];
};

/**
 * A public page that works everywhere: no scripts, nothing from elsewhere, readable on a telephone. In a frame of another
 * site it has that site's title and margins.
 */
export function page(title: string, body: Markup, { isEmbedded = false, styles = [] }: Look = {}): string {
  const sheets = ['kindword.css', ...styles].map(
    (name) => markup`<link rel="stylesheet" href="${staticUrl(name)}">
`,
  );
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
${sheets}</head>
<body class="public${isEmbedded ? ' embedded' : ''}"><main>
<h1>${title}</h1>
${body}
</main></body>
</html>`.text;
}
