import type { RequestHandler } from 'express';

/** A code of ours that was not cut off has at least this many characters. */
const WHOLE = 32;
const UNSEEN = /[\p{Cf}\p{Mn}]/gu;
/** Names and codes of ours are made of these; some of our addresses end in a kind of file. */
const NAME = /^([\w-]*(?:\.(?:svg|json|js)(?![\w-]))?)(.*)$/su;

/**
 * The address that was meant where a mail program, or whoever copied it, left something around or within it: a slash, a
 * bracket, a full stop, `=3D` or a soft line break of quoted-printable, a space, what nobody sees. Encoded as it came.
 */
export function tidiedPath(path: string): string {
  const names: string[] = [];
  for (const part of decoded(path).split('/')) {
    const [, name = '', rest = ''] = NAME.exec(part.replace(/^(?:=3D|[^\w-])+/u, '')) ?? [];
    if (name !== '') names.push(name);
    if (rest.trim() !== '' && name !== '') break;
  }
  return `/${names.join('/')}`;
}

/** Serves a public page at every address that was meant to be its own; what is asked for in the query stays. */
export const tidyPath: RequestHandler = (req, _res, next) => {
  const [path = '', ...query] = req.url.split('?');
  req.url = [tidiedPath(path), ...query].join('?');
  next();
};

/** Where two parts of an address were put together with a slash each. */
export const oneSlash: RequestHandler = (req, _res, next) => {
  req.url = req.url.replace(/^\/{2,}/, '/');
  next();
};

/** Without what is not seen; joined where a line was wrapped within a code, and cut where it follows a whole one. */
function decoded(path: string): string {
  return readable(path)
    .replace(UNSEEN, '')
    .replace(/=\r?\n/g, '')
    .replace(/([\w-]*)\s*\r?\n\s*/g, (_found, code: string) => (code.length < WHOLE ? code : `${code} `));
}

/** What is no escape of UTF-8 stands for nothing in an address of ours. */
function readable(path: string): string {
  return path.replace(/(?:%[\da-f]{2})+/giu, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      // harmless: the address is cut where it is broken
      return '\uFFFD';
    }
  });
}
