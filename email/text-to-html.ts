const LINK = /https?:\/\/[^\s<>"'“”„«»]+/g;
const AFTER_A_LINK = /[.,;:!?)\]]+$/;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The same words as the text, for mail programs that prefer HTML: no image, nothing fetched, nothing the text lacks. */
export function textToHtml(text: string, language: string): string {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => `<p style="margin:0 0 1em">${inline(paragraph)}</p>`)
    .join('\n');
  return `<!doctype html>
<html lang="${escape(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;padding:1em;font:16px/1.5 Georgia,serif">
<div style="max-width:36em">
${paragraphs}
</div>
</body>
</html>
`;
}

function inline(paragraph: string): string {
  let html = '';
  let done = 0;
  for (const match of paragraph.matchAll(LINK)) {
    const url = match[0].replace(AFTER_A_LINK, '');
    html += `${escape(paragraph.slice(done, match.index))}<a href="${escape(url)}">${escape(url)}</a>`;
    done = match.index + url.length;
  }
  return (html + escape(paragraph.slice(done))).replaceAll('\n', '<br>\n');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
