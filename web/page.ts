import { markup, type Markup } from '../http/markup.ts';
import { staticUrl } from '../http/static-files.ts';

type Look = {
  isEmbedded?: boolean;
  /** Files of `web/static/` that the page needs beside the common one. */
  styles?: readonly string[];
  /** Scripts of `web/static/`; the page works without them. */
  scripts?: readonly string[];
  language?: string;
};

/**
 * A page without a session that works everywhere: nothing from elsewhere, nothing that needs a script, readable on a telephone. In a frame of another
 * site it has that site's title and margins.
 */
export function page(
  title: string,
  body: Markup,
  { isEmbedded = false, styles = [], scripts = [], language = 'en' }: Look = {},
): string {
  const sheets = ['kindword.css', ...styles].map(
    (name) => markup`<link rel="stylesheet" href="${staticUrl(name)}">
`,
  );
  const loaded = scripts.map(
    (name) => markup`<script src="${staticUrl(name)}" defer></script>
`,
  );
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
${sheets}${loaded}</head>
<body class="public${isEmbedded ? ' embedded' : ''}"><main>
<h1>${title}</h1>
${body}
</main></body>
</html>`.text;
}
