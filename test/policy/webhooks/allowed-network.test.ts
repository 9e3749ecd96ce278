import { expect, test } from '@jest/globals';
import { addressKind, isAddress, urlFault } from '../../../policy/webhooks/allowed-address.ts';

test.each([
  ['this network', '0.0.0.0', '0.255.255.255'],
  ['link-local, metadata of most clouds', '169.254.0.0', '169.254.169.254', '169.254.255.255'],
  [
    'metadata of Alibaba, Oracle, Azure and AWS over IPv6',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
    'fd00:ec2::254',
  ],
  ['IETF protocol assignments', '192.0.0.0', '192.0.0.255', '2001::', '2001:1ff:ffff::'],
  [
    'documentation',
    '192.0.2.0',
    '198.51.100.255',
    '203.0.113.0',
    '2001:db8::',
    '2001:db8:ffff::',
    '3fff::',
    '3fff:fff::1',
  ],
  [
    '6to4 relays and 6to4 itself',
    '192.88.99.0',
    '192.88.99.255',
    '2002::',
    '2002:a00:1::',
    '2002:c0a8:101::1',
  ],
  ['benchmarking', '198.18.0.0', '198.19.255.255'],
  [
    'multicast, reserved and broadcast',
    '224.0.0.0',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    'ff02::1',
  ],
  [
    'no address of one machine',
    '::',
    'fe80::1',
    'febf::1',
    'fec0::1',
    '100::1',
    '4000::1',
    '8000::1',
    'fbff::1',
  ],
  [
    'NAT64, whatever is inside',
    '64:ff9b::7f00:1',
    '64:ff9b::808:808',
    '64:ff9b:1::a00:1',
    '64:ff9b::10.0.0.1',
  ],
  ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001:0:7f00:1::'],
  ['public IPv4 in an IPv6 form', '::ffff:8.8.8.8', '::ffff:808:808', '0:0:0:0:0:ffff:8.8.8.8', '::8.8.8.8'],
  [
    'forbidden IPv4 in an IPv6 form',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '::ffff:6464:64c8',
    '::127.0.0.1',
  ],
  [
    'no full address',
    '',
    'localhost',
    '127.1',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '2130706433',
    '1.2.3.4.5',
    '[::1]',
    '1::2::3',
  ],
])('%s is forbidden', (_name, ...addresses) => {
  expect(addresses.map((address) => [address, addressKind(address)])).toEqual(
    addresses.map((address) => [address, 'forbidden']),
  );
});

test.each([
  ['loopback', '127.0.0.1', '127.255.255.255', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'],
  ['private', '10.0.0.0', '10.255.255.255', '172.16.0.0', '172.31.255.255', '192.168.0.0', '192.168.255.255'],
  ['private', '100.64.0.0', '100.127.255.255', 'fc00::1', 'fdff:ffff::1', '::ffff:10.0.0.1', '::ffff:c0a8:1'],
  [
    'public',
    '1.0.0.0',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '126.255.255.255',
    '128.0.0.0',
    '172.15.255.255',
  ],
  [
    'public',
    '169.253.255.255',
    '192.0.1.1',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2000::1',
    '2606:4700::1111',
  ],
])('%s: at the ends of the ranges and beside them', (kind, ...addresses) => {
  expect(addresses.map((address) => [address, addressKind(address)])).toEqual(
    addresses.map((address) => [address, kind]),
  );
});

test('shorthands of an address are resolved by the URL itself, and then judged', () => {
  const urls = [
    'https://127.1/',
    'https://0177.0.0.1/',
    'https://0x7f.0.0.1/',
    'https://2130706433/',
    'https://0/',
  ];

  expect(urls.map((url) => urlFault(url, 'public'))).toEqual(
    urls.map(() => 'must be an address of the public network'),
  );
  expect(['127.1', '2130706433', '1.2.3.4', '::1'].map(isAddress)).toEqual([false, false, true, true]);
});
