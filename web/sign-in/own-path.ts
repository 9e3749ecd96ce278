const LONGEST = 500;

/** A path of ours that somebody wanted to go to; null where it leads elsewhere, or nowhere. */
export function ownPath(given: string | undefined): string | null {
  if (!given?.startsWith('/') || given.length > LONGEST || /[\\\p{Cc}]/u.test(given)) return null;
  const url = URL.parse(given, 'http://ours.invalid');
  return url?.host === 'ours.invalid' ? `${url.pathname}${url.search}` : null;
}
