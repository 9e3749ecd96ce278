import { markup, type Markup } from '../../http/markup.ts';
import { namesButton } from '../parts/names-button.ts';
import { staticUrl } from '../../http/static-files.ts';
import type { Words } from '../words/words.ts';

type Framed = {
  words: Words;
  /** For the browser: initials, never a name. */
  title: string;
  heading: Markup;
  body: Markup;
  /** Style sheets of its own, beside the common one. */
  styles: readonly string[];
  practiceName: string;
  readerName: string;
  namesHidden: boolean;
  keysOff: boolean;
  scheme: 'light' | 'dark' | null;
  menu: Markup;
  /** What is so for the whole practice just now. */
  state: Markup | null;
  /** What was just done. */
  status: string | null;
  searches: boolean;
  /** Where Hide names and a search come from. */
  address: string;
};

const HTMX = '{"includeIndicatorCSS":false,"history":false}';

/** Everything that stands around a page of staff: from the link that skips it to the heading. */
export function framed(page: Framed): string {
  const { words, title, practiceName, scheme } = page;
  const look = scheme === null ? null : markup` data-scheme="${scheme}"`;
  const names = page.namesHidden ? markup` data-names="hidden"` : null;
  const keys = page.keysOff ? markup` data-keys="off"` : null;
  return markup`<!doctype html>
<html lang="${words.language}"${look}${names}${keys}>
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${words.say('frame.titleOf', { title, practice: practiceName })}</title>
<link rel="icon" href="data:,">
${['kindword.css', ...page.styles].map((name) => markup`<link rel="stylesheet" href="${staticUrl(name)}">\n`)}<meta name="htmx-config" content="${HTMX}">
<script src="${staticUrl('htmx.js')}" defer></script>
<script src="${staticUrl('kindword.js')}" defer></script>
</head>
<body class="staff">
<a class="skip" href="#main">${words.say('frame.skip')}</a>
${head(page)}
${page.menu}
<main id="main" tabindex="-1">
${page.state}
<h1>${page.heading}</h1>
<p id="status" role="status" data-offline="${words.say('frame.offline')}">${page.status}</p>
${page.body}
</main>
<p class="keys"><a href="/keys" data-key="?">${words.say('frame.keys')} ?</a></p>
</body>
</html>`.text;
}

function head({ words, practiceName, readerName, namesHidden, searches, address }: Framed): Markup {
  const names = namesButton({
    action: '/names',
    areHidden: namesHidden,
    hide: words.say('frame.hideNames'),
    show: words.say('frame.showNames'),
    from: address,
  });
  return markup`<header class="top">
<a class="home" href="/">${practiceName}</a>
<button type="button" class="quiet" popovertarget="menu">${words.say('frame.menu')}</button>
${searches ? search(words, address) : null}
<div class="own">${names}
<a href="/me">${readerName}</a>
<form method="post" action="/sign-out"><button class="quiet">${words.say('frame.signOut')}</button></form></div>
</header>`;
}

function search(words: Words, address: string): Markup {
  return markup`<form class="search" method="post" action="/search" role="search"><input type="hidden" name="from" value="${address}"><input type="search" name="q" aria-label="${words.say('frame.search')}" placeholder="${words.say('frame.search')}" maxlength="100" autocomplete="off" data-key="/"><button class="quiet">${words.say('frame.searchButton')}</button></form>`;
}
