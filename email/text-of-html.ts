const BREAKS = /^\/?(?:p|div|br|tr|li|h[1-6]|blockquote|table)$/;
const HIDDEN = /^(?:style|script|head|title)$/;
const NAMED: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** The words of an HTML mail, a line for each block; in one pass, whatever it is made of. */
export function textOfHtml(html: string): string {
  const [start = '', ...pieces] = html.split('<');
  const words = [start];
  let hidden: string | null = null;
  for (const piece of pieces) {
    const end = piece.indexOf('>');
    const tag = /^\/?[a-z]{1,20}\d?/i.exec(piece)?.[0].toLowerCase() ?? '';
    if (hidden !== null) {
      if (tag !== `/${hidden}`) continue;
      hidden = null;
    } else if (HIDDEN.test(tag)) {
      hidden = tag;
      continue;
    }
    if (BREAKS.test(tag)) words.push('\n');
    if (end >= 0) words.push(piece.slice(end + 1));
  }
  return words.join('').replaceAll(/&(?:#(\d{1,7})|([a-z]{1,8}));/gi, entity);
}

function entity(whole: string, code: string | undefined, name: string | undefined): string {
  if (code === undefined) return NAMED[name?.toLowerCase() ?? ''] ?? whole;
  const point = Number(code);
  return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
}
