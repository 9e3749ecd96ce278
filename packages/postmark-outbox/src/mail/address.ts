export type Address = { Email: string; Name: string };

const MAILBOX = /^[a-z0-9.!#$%&'`*+\-/=^_{}|~]+$/i;
const DOMAIN = /^(?:\.?[a-z0-9-])+$/i;
const NAMED = /^(?<name>"(?:[^"\\]|\\.)*"|[^"<>]*)\s*<(?<email>[^<>]*)>$/;
const NEEDS_QUOTES = /[()<>[\]:;@\\,."]/;

/** Reads a comma list of addresses by Postmark's rules; null when any of it is not an address. */
export function readAddresses(list: string): Address[] | null {
  if (list.trim() === '') return [];
  const addresses = splitOutsideQuotes(list).map((text) => readAddress(text.trim()));
  return addresses.every((address) => address !== null) ? addresses : null;
}

/** Whether Postmark would take this as a bare address. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  return at > 0 && MAILBOX.test(text.slice(0, at)) && DOMAIN.test(text.slice(at + 1));
}

/** The tags of an address: the words between its plus signs. */
export function plusTags(email: string): string[] {
  return email.slice(0, email.lastIndexOf('@')).toLowerCase().split('+').slice(1);
}

/** What stands between the plus and the at sign of an address. */
export function mailboxHash(email: string): string {
  return /^[^+@]*\+(?<hash>[^@]*)@/.exec(email)?.groups?.['hash'] ?? '';
}

function readAddress(text: string): Address | null {
  const named = NAMED.exec(text)?.groups;
  if (!named) return isEmail(text) ? { Email: text, Name: '' } : null;
  const name = readName(named['name']?.trim() ?? '');
  const email = named['email']?.trim() ?? '';
  return name !== null && isEmail(email) ? { Email: email, Name: name } : null;
}

function readName(name: string): string | null {
  if (name.startsWith('"')) return name.slice(1, -1).replaceAll(/\\(.)/g, '$1');
  return NEEDS_QUOTES.test(name) ? null : name;
}

function splitOutsideQuotes(list: string): string[] {
  return list.match(/(?:"(?:[^"\\]|\\.)*"|[^,])+/g) ?? [];
}
