import { html, type Html } from './html.ts';

/** The frame of every page. */
export function layout(title: string, content: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/outbox/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header>
          <a href="/outbox">Outbox</a>
          <span>Every mail this installation sent. None of it left this machine.</span>
        </header>
        <main id="main">${content}</main>
      </body>
    </html> `.text;
}

/** An instant to the second, for people; the exact one in the attribute. */
export function instant(at: number): Html {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}
