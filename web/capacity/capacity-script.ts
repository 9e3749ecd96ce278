import { ONCE_EXPIRED } from '../../policy/capacity/public-capacity.ts';

type Said = {
  statement: string;
  /** Null: nothing stands that could expire. */
  validUntil: Date | null;
  slug: string;
  /** How people elsewhere reach the practice's pages, with a slash at its end. */
  home: string;
};

/**
 * A classic script that puts the statement into the links of its own practice: those that lead where it comes from. It
 * brings the words along, so that a site needs `script-src` for it and nothing else, and a copy that somebody kept too
 * long says "please ask". At most 2 KB, with 240 letters of any script for whoever has room.
 */
export function capacityScript({ statement, validUntil, slug, home }: Said): string {
  return `(function () {
  'use strict';
  var words = ${validUntil?.getTime() ?? 0} > Date.now() ? ${literal(statement)} : ${literal(ONCE_EXPIRED)};
  var own = document.currentScript;
  var homes = [homeOf(${literal(home)})];
  if (own && own.src && own.src.indexOf('/p/${slug}/capacity.js') > 0) homes.push(homeOf(own.src));
  function homeOf(address) {
    var url = new URL('.', address);
    return url.host + url.pathname;
  }
  function say() {
    document.querySelectorAll('a[data-kindword="capacity"]').forEach(function (link) {
      var leadsTo = link.host + link.pathname;
      if (homes.some(function (home) { return leadsTo.indexOf(home) === 0; })) link.textContent = words;
    });
  }
  say();
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', say);
})();
`;
}

/** Text as JavaScript that stays what it is wherever the script is put, between tags of a page as well. */
function literal(text: string): string {
  return JSON.stringify(text)
    .replaceAll('<', String.raw`\x3c`)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
}
