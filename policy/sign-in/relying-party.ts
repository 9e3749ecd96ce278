const IPV4 = /^\d+(\.\d+){3}$/;

/** The host to which the passkeys of an installation belong; null where people reach it by an IP address, which has none. */
export function relyingPartyOf(publicUrl: string): string | null {
  const { hostname } = new URL(publicUrl);
  return hostname.startsWith('[') || IPV4.test(hostname) ? null : hostname;
}
