import { BlockList, isIP } from 'node:net';
import { mayWriteTo, type PlaceKind, type Reach } from '../../policy/webhooks/allowed-network.ts';

type Range = readonly [network: string, prefix: number];

/** Ranges that are not the public network (IANA's registries of special-purpose addresses), the special ones first. */
const FORBIDDEN = listOf(
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  ['fd00:ec2::', 32],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
);
const LOOPBACK = listOf(['127.0.0.0', 8], ['::1', 128]);
const PRIVATE = listOf(
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['fc00::', 7],
);
const GLOBAL_IPV6 = listOf(['2000::', 3]);

const HERE = /^(?:.+\.)?localhost$/;

/** What kind of place an IP address is. */
export function placeOf(address: string): PlaceKind {
  const version = isIP(address);
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (version === 0 || FORBIDDEN.check(address, family)) return 'forbidden';
  if (LOOPBACK.check(address, family)) return 'loopback';
  if (PRIVATE.check(address, family)) return 'private';
  return version === 4 || GLOBAL_IPV6.check(address, family) ? 'public' : 'forbidden';
}

/** Why nothing may be sent to this URL, as far as the URL itself says; a name is looked at when something is sent. */
export function urlFault(text: string, reach: Reach): string | null {
  const url = new URL(text);
  const encrypted = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const place = HERE.test(host) ? 'loopback' : isIP(host) === 0 ? null : placeOf(host);
  if (place !== null && place !== 'public' && !mayWriteTo(place, reach, encrypted))
    return 'must be an address of the public network';
  const mayDoWithout = place === null ? reach === 'loopback' || reach === 'private' : place !== 'public';
  return encrypted || mayDoWithout ? null : 'must begin with https://';
}

function listOf(...ranges: readonly Range[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges)
    list.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');
  return list;
}
