const SECONDS = /^\d{1,9}$/;
const HTTP_DATE = /^[A-Za-z]{3,9},? [\w :-]{8,40}$/;
const HAS_ZONE = / GMT$/i;

/** How long a server asks to be left in peace (RFC 9110 §10.2.3, seconds or an HTTP date); null where it says nothing readable. */
export function retryAfterMs(header: string | null | undefined, now: Date): number | null {
  const said = header?.trim() ?? '';
  if (SECONDS.test(said)) return Number(said) * 1_000;
  if (!HTTP_DATE.test(said)) return null;
  const at = Date.parse(HAS_ZONE.test(said) ? said : `${said} GMT`);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
