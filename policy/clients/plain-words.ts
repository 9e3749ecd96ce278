/** Spaces of every kind, line breaks and tabs among them. */
const SPACES = /[\s\u0085\u2028\u2029]+/gu;
/** What nobody sees and no name needs: zero-width spaces, soft hyphens, marks of direction. */
const UNSEEN = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;
const ASCII_ONLY = /^[\x21-\x7E]*$/;
const NO_HOST = /[\s/:?#@\\[\]%]/;

/** A name as it is kept: composed characters (NFC), single spaces, nothing unseen. */
export function plainName(text: string): string {
  return text.normalize('NFC').replace(UNSEEN, '').replace(SPACES, ' ').trim();
}

/** An e-mail address as it is kept and compared: an international domain in the form that mail servers know. */
export function plainAddress(text: string): string {
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1);
  if (at < 0 || ASCII_ONLY.test(domain) || NO_HOST.test(domain)) return text;
  const host = URL.parse(`https://${domain}`)?.hostname;
  return host ? `${text.slice(0, at)}@${host}` : text;
}
