import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { postWebhook } from '../../worker/webhooks/post-webhook.ts';
import { newWebhookSecret, webhookBody, webhookHeaders } from '../../facts/webhooks/payload.ts';
import { addressKind, urlFault } from '../../policy/webhooks/allowed-address.ts';
import { isSigned, WebhookReceiver } from '../support/webhook-receiver.ts';

const PAYLOAD = {
  eventId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
  event: 'referral.recorded',
  happenedAt: new Date('2026-11-23T09:00:00Z'),
  ids: { referralId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12' },
};

let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await WebhookReceiver.start();
});
afterAll(() => receiver.stop());

test('the test vector of Standard Webhooks is signed as it should be', () => {
  const headers = webhookHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', '{"test": 2432232314}', {
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    at: new Date(1_614_265_330_000),
  });

  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('each secret is new, 32 bytes long, and opens only its own signatures', async () => {
  const [mine, other] = [newWebhookSecret(), newWebhookSecret()];
  expect(Buffer.from(mine.slice('whsec_'.length), 'base64')).toHaveLength(32);

  const sent = { url: `${receiver.url}/signed`, secret: mine };
  const heard = await postWebhook(sent, PAYLOAD, { allowed: 'loopback', at: new Date() });

  expect(heard).toEqual({ status: 200, retryAfterMs: null });
  const [received] = receiver.at('/signed');
  expect(received?.body).toBe(webhookBody(PAYLOAD));
  expect(received && [isSigned(received, mine), isSigned(received, other)]).toEqual([true, false]);
  expect(received && isSigned({ ...received, body: `${received.body} ` }, mine)).toBe(false);
});

test.each([
  ['loopback', ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1']],
  ['private', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', 'fd12::1']],
  [
    'forbidden',
    [
      '169.254.169.254',
      '0.0.0.0',
      '224.0.0.1',
      '255.255.255.255',
      '192.0.2.1',
      '198.51.100.1',
      '203.0.113.9',
    ],
  ],
  [
    'forbidden',
    ['::', 'fe80::1', 'ff02::1', 'fd00:ec2::254', '2001:db8::1', '2002:7f00:1::', '64:ff9b::7f00:1'],
  ],
  ['forbidden', ['::ffff:169.254.169.254', '::169.254.169.254', '2001:0:7f00:1::', 'not an address', '']],
  ['public', ['93.184.215.14', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:2800:21f:cb07::1']],
])('%s: %j', (kind, addresses) => {
  expect(addresses.map((address) => [address, addressKind(address)])).toEqual(
    addresses.map((address) => [address, kind]),
  );
});

test.each([
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://127.1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://localhost/',
  'https://LOCALHOST./',
  'https://anything.localhost/',
  'https://10.0.0.1/',
  'https://192.168.0.1:8443/',
  'https://169.254.169.254/latest/meta-data/',
  'https://[fd00:ec2::254]/latest/',
  'https://0.0.0.0/',
  'http://93.184.215.14/',
  'http://example.org/',
])('where only the public network may be reached, %s is refused before anything is kept', (url) => {
  expect(urlFault(url, 'public')).toEqual(expect.any(String));
  expect(urlFault(url, 'nowhere')).toEqual(expect.any(String));
});

test('what may be reached: the public network by https; this machine and the network around it where that is said', () => {
  expect(urlFault('https://hooks.example.org/kindword', 'public')).toBeNull();
  expect(urlFault('http://127.0.0.1:9000/', 'loopback')).toBeNull();
  expect(urlFault('http://10.0.0.1/', 'loopback')).toEqual(expect.any(String));
  expect(urlFault('http://10.0.0.1/', 'private')).toBeNull();
  expect(urlFault('http://93.184.215.14/', 'private')).toEqual(expect.any(String));
  expect(urlFault('https://169.254.169.254/', 'private')).toEqual(expect.any(String));
});

test('a name is looked at when it is used: one that means this machine is not written to', async () => {
  const port = new URL(receiver.url).port;
  const before = receiver.received.length;
  const posts = ['https', 'http'].flatMap((scheme) =>
    ['localhost', '127.0.0.1', '[::1]'].map((host) =>
      postWebhook({ url: `${scheme}://${host}:${port}/`, secret: newWebhookSecret() }, PAYLOAD, {
        allowed: 'public',
        at: new Date(),
      }),
    ),
  );

  expect(new Set((await Promise.all(posts)).map((heard) => JSON.stringify(heard)))).toEqual(
    new Set(['{"fault":"address_not_allowed"}']),
  );
  expect(receiver.received.length).toBe(before);

  const named = { url: `http://localhost:${port}/`, secret: newWebhookSecret() };
  expect(await postWebhook(named, PAYLOAD, { allowed: 'loopback', at: new Date() })).toMatchObject({
    status: 200,
  });
});

test('whoever is not there, or says no more than that, is a fault with a name', async () => {
  const heard = (url: string) =>
    postWebhook({ url, secret: newWebhookSecret() }, PAYLOAD, { allowed: 'loopback', at: new Date() });
  receiver.manners = ['close'];

  expect(await heard(receiver.url)).toEqual({ fault: 'closed' });
  expect(await heard('http://127.0.0.1:9/')).toEqual({ fault: 'refused' });
  expect(await heard('https://nobody.invalid/')).toEqual({ fault: 'no_such_host' });
  expect(await heard(receiver.url.replace('http:', 'https:'))).toMatchObject({ fault: expect.any(String) });
});

test('no address whatever is public and loopback, private or a cloud’s own at once', () => {
  const ipv4 = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((parts) => parts.join('.'));

  fc.assert(
    fc.property(ipv4, (address) => {
      const special = /^(0|10|127|169\.254|192\.168|22[4-9]|2[345]\d)\./.test(address);
      if (special) expect(addressKind(address)).not.toBe('public');
      expect(addressKind(`::ffff:${address}`)).not.toBe('public');
    }),
  );
});
