import ipaddr from 'ipaddr.js';
import { mayConnect, type AddressKind, type AllowedNetwork } from './allowed-network.ts';

/** Where clouds answer with credentials, as far as it lies outside link-local and reserved ranges: AWS, Alibaba, Azure. */
const METADATA_SERVICES = ['fd00:ec2::/32', '100.100.100.200/32', '168.63.129.16/32'].map((range) =>
  ipaddr.parseCIDR(range),
);
/** What IANA hands out as global unicast; the rest of IPv6 is reserved. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');
/** Ranges as the library names them; every other special range is forbidden. */
const KINDS: Readonly<Record<string, AddressKind>> = {
  unicast: 'public',
  loopback: 'loopback',
  private: 'private',
  carrierGradeNat: 'private',
  uniqueLocal: 'private',
};
const LOCALHOST = /^(?:.+\.)?localhost$/;

type Address = ReturnType<typeof ipaddr.parse>;

/** What kind of address this text is; text that is no IP address is forbidden. */
export function addressKind(text: string): AddressKind {
  if (!isAddress(text)) return 'forbidden';
  const address = ipaddr.parse(text);
  if (!('octets' in address) && address.isIPv4MappedAddress())
    return mappedKind(text, address.toIPv4Address());
  return kindOf(address);
}

/** Why no webhook may go to this URL, as far as the URL alone tells; names are resolved and judged at each connection. */
export function urlFault(text: string, allowed: AllowedNetwork): string | null {
  const url = new URL(text);
  const encrypted = url.protocol === 'https:';
  const host = hostOf(url).replace(/\.$/, '');
  const kind = LOCALHOST.test(host) ? 'loopback' : isAddress(host) ? addressKind(host) : null;
  if (kind !== null && kind !== 'public' && !mayConnect(kind, allowed, encrypted))
    return 'must be an address of the public network';
  const mayBePlain = kind === null ? allowed === 'loopback' || allowed === 'private' : kind !== 'public';
  return encrypted || mayBePlain ? null : 'must begin with https://';
}

/** The host of a URL, an IPv6 address without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** Without the shorthands that the library reads as well (`127.1`, octal and hexadecimal parts). */
export function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
}

/** IPv4 in IPv6 form is no way to the public network; the library reads the old `::1.2.3.4` as mapped too. */
function mappedKind(text: string, inside: Address): AddressKind {
  const kind = /ffff:/i.test(text) ? kindOf(inside) : 'forbidden';
  return kind === 'public' ? 'forbidden' : kind;
}

function kindOf(address: Address): AddressKind {
  if (METADATA_SERVICES.some((range) => isIn(address, range))) return 'forbidden';
  const kind = KINDS[address.range()] ?? 'forbidden';
  const isReserved = kind === 'public' && address.kind() === 'ipv6' && !isIn(address, GLOBAL_IPV6);
  return isReserved ? 'forbidden' : kind;
}

function isIn(address: Address, range: ReturnType<typeof ipaddr.parseCIDR>): boolean {
  return address.kind() === range[0].kind() && address.match(range);
}
